import { contentDamages } from './content-damages';
import type { Damage } from './damage';
import { kindDamages } from './kind-damages';
import { metadataDamages } from './metadata-damages';
import { pointerDamages } from './pointer-damages';

export { DAMAGE_CLASSES, type Damage, type DamageClass, type HarmedVictim } from './damage';

export const DAMAGES: readonly Damage[] = [
  ...contentDamages,
  ...pointerDamages,
  ...kindDamages,
  ...metadataDamages,
];
