import { doseUnit, withoutDose } from './dose-unit.ts';
import type { FamilyCode, FamilyValue, FamilyValues } from './family-code.ts';
import { type Side, sideOf, withoutSide } from './laterality.ts';
import { type SeventhMeanings, seventhCharacter, withoutTail } from './seventh-character.ts';

/** A code with all that stand below it, itself first. */
export type Family = readonly [FamilyCode, ...FamilyCode[]];

/**
 * Reads the values of the codes of one family. Nothing outside the family is looked at, so that whoever holds it
 * reads the same.
 */
export function familyValues(family: Family, meanings: SeventhMeanings): (code: FamilyCode) => FamilyValues {
  const [root] = family;
  const byCode = new Map(family.map((one) => [one.code, one]));
  const below = Map.groupBy(family, ({ parent }) => parent);
  const aboveOf = ({ code, parent }: FamilyCode) =>
    code === root.code || parent === null ? undefined : byCode.get(parent);
  const sides = new Map<string, Side | null>();
  const side = (code: FamilyCode): Side | null => {
    const stem = stemOf(code, aboveOf(code));
    const known = sides.get(stem.code);
    if (known !== undefined) return known;
    const siblings = stem.code === root.code ? [] : (below.get(stem.parent) ?? []);
    const found = sideOf(withoutTail(stem, aboveOf(stem)), stem.code, siblings);
    sides.set(stem.code, found);
    return found;
  };
  const own = (code: FamilyCode) => ownWords(withoutTail(code, aboveOf(code)), side(code));
  const common = own(root);
  return (code) => ({
    'seventh-character': seventhCharacter(code, aboveOf(code), meanings),
    laterality: asValue(side(code)),
    'dose-unit': code.codeType === 'diagnosis' ? null : asValue(doseUnit(code.longDescriptor)),
    difference: asValue(own(code) === common ? null : own(code)),
  });
}

/** The side of a code of seven characters is said by the code that it completes. */
function stemOf(code: FamilyCode, above: FamilyCode | undefined): FamilyCode {
  const completes = code.codeType === 'diagnosis' && code.code.length === 7 && above?.code.length === 6;
  return completes ? above : code;
}

/** What a descriptor says besides the side, the seventh character and the dose. */
function ownWords(descriptor: string, side: Side | null): string {
  return withoutDose(withoutSide(descriptor, side))
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s*,(?:\s*,)+/g, ',')
    .replaceAll(/\s+,/g, ',')
    .replaceAll(/^[\s,]+|[\s,]+$/g, '');
}

function asValue(said: string | null): FamilyValue | null {
  return said === null || said === '' ? null : { key: said, said };
}
