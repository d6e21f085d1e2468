import { chromium } from 'playwright-core';
const base='http://localhost:38417';
const b = await chromium.launch({ executablePath:'/usr/bin/chromium', headless:true, args:['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync']});
const log=[];
async function login(who,w=1280){
  const c = await b.newContext({ viewport:{width:w,height:900} }); const p = await c.newPage();
  p.on('console', m => { if (['error','warning'].includes(m.type())) log.push(who+' '+m.text().slice(0,300)); });
  p.on('pageerror', e => log.push(who+' PE '+e.message.slice(0,300)));
  await p.goto(base+'/admin/login'); await p.waitForSelector('#field-email');
  await p.fill('#field-email', who+'@example.com'); await p.fill('#field-password','demo-password');
  await p.click('button[type=submit]'); await p.waitForURL(/\/admin\/?$/); await p.waitForTimeout(500);
  return p;
}
const shot=(p,n)=>p.screenshot({path:`/tmp/shots/f-${n}.png`});
const status=async p=>(await p.locator('.doc-controls__status').innerText()).trim();
// editor creates
const e=await login('editor');
await e.goto(base+'/admin/collections/explanations/create'); await e.waitForSelector('#field-code');
await e.waitForTimeout(3000);
console.log('url after create', e.url());
await e.fill('#field-codeSet','hcpcs'); await e.fill('#field-code','j9039'); await e.waitForTimeout(3500);
console.log('editor status', await status(e)); 
const btn=e.locator('.desk-workflow button');
console.log('buttons', await btn.allInnerTexts(), await btn.first().isDisabled());

await shot(e,'create');
await e.goto(base+'/admin/collections/explanations?sort=codeKey'); await e.waitForTimeout(1500); 
// reviewer flow
const r=await login('reviewer');
const id = await r.evaluate(async()=>(await (await fetch('/api/explanations?draft=true&where[state][equals]=in-review&limit=1&depth=0&sort=updatedAt')).json()).docs[0].id);
await r.goto(base+'/admin/collections/explanations/'+id); await r.waitForSelector('.desk-workflow button'); await r.waitForTimeout(1500);
await r.getByRole('button',{name:'Ask for changes'}).first().click(); await r.waitForTimeout(400); await shot(r,'ask');
await r.getByRole('button',{name:'Cancel'}).click();
await r.getByRole('button',{name:'Approve'}).click(); await r.waitForTimeout(2500);
console.log('after approve', await status(r), await r.locator('.desk-workflow button').allInnerTexts()); await shot(r,'approved');
await r.fill('#field-plainTitle','A changed title'); await r.waitForTimeout(4500);
console.log('after edit', await status(r), await r.locator('.desk-workflow button').allInnerTexts()); await shot(r,'edited');
await r.getByRole('button',{name:'Submit for review'}).click(); await r.waitForTimeout(2500);
console.log('after submit', await status(r), await r.locator('.desk-workflow button').allInnerTexts()); 
const ap=r.locator('.desk-workflow button',{hasText:'Approve'}); console.log('approve disabled', await ap.isDisabled());
// bulk
await r.goto(base+'/admin/collections/explanations'); await r.waitForTimeout(1000); await r.locator('tbody input[type=checkbox]').first().check(); await r.waitForTimeout(600); await shot(r,'bulk');
await r.goto(base+'/admin/collections/explanations/'+id+'/versions'); await r.waitForTimeout(1500); await shot(r,'versions');
await r.goto(base+'/admin/collections/codes'); await r.waitForSelector('tbody a'); await r.locator('tbody a').first().click(); await r.waitForTimeout(2000); await shot(r,'code');
// publisher
const a=await login('publisher'); await a.waitForTimeout(800); await shot(a,'publisher');
await a.getByRole('button',{name:'Publish the site'}).click(); await a.waitForTimeout(1500); await shot(a,'publishing'); await a.waitForTimeout(13000); await shot(a,'published');
await a.goto(base+'/admin/globals/access-plan'); await a.waitForTimeout(1500); await shot(a,'plan');
console.log(log.join('\n')); await b.close();
