// What the compressor runs beside the publisher; the data folder is its argument.
import { isDiskFull, PublishRefused } from '@plaincode/publish';
import { runCompress } from './commands/release.ts';
import { gaveWay } from './compressor.ts';

const [data = ''] = process.argv.slice(2);

try {
  runCompress({ data }, { anew: false }, () => {});
} catch (error) {
  if (error instanceof PublishRefused && error.code === 'busy') process.exitCode = gaveWay;
  else if (error instanceof Error && (error instanceof PublishRefused || isDiskFull(error))) {
    console.error(`Files are not compressed: ${error.message}`);
    process.exitCode = 1;
  } else throw error;
}
