import { planVerification, renderCost, renderGoVerification, verifyWithGo } from '../commands';
import { formatFinding, isHarmful, type Finding } from '../support';
import { EXIT_FINDINGS, placeOf, type PlaceOptions } from './context';

export interface CacheGocacheverifyOptions extends PlaceOptions {
  readonly repairedOk?: boolean;
  readonly json?: boolean;
}

/** `goshawk cache gocacheverify <project:target|packages…>`: 1 where the go command fails, 3 where an entry was wrong. */
export async function verifyCacheWithGo(
  words: readonly string[],
  options: CacheGocacheverifyOptions,
): Promise<number> {
  const isFlag = (word: string) => word.startsWith('-');
  const named = words.filter((word) => !isFlag(word));
  const plan = await planVerification(named, placeOf(options, words.filter(isFlag)));
  const print = (finding: Finding) => process.stderr.write(`${formatFinding(finding)}\n`);
  const document = await verifyWithGo({
    plan,
    onCost: (cost) => process.stderr.write(renderCost(cost)),
    onRemark: print,
    ...(process.stderr.isTTY && { onFinding: print }),
  });
  process.stdout.write(
    options.json === true ? `${JSON.stringify(document, undefined, 2)}\n` : renderGoVerification(document),
  );
  const { findings, result } = document;
  if (result === 'failed') return 1;
  const isWrong = findings.some(isHarmful);
  const isRepaired = result === 'confirmed' && options.repairedOk === true;
  return isWrong && !isRepaired ? EXIT_FINDINGS : 0;
}
