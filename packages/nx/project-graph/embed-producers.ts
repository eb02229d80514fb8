import {
  isAtOrBeneath,
  joinPath,
  mayEmbed,
  pathBelow,
  type Disk,
  type EmbedRequest,
  type Producer,
  type Producers,
} from '../../graph';

/**
 * The tasks that make what a pattern takes. They are the same before and after they ran: what counts is where their outputs
 * go and what git ignores, not what is there.
 */
export function producersOfEmbed(request: EmbedRequest, producers: Producers, disk: Disk): Producer[] {
  const reached = producers.of(request.path).filter(({ output }) => reaches(request, output));
  const ignored = reached.filter(({ output }) => isMadeAndIgnored(request, output, disk));
  // What git does not ignore is hashed once it is there.
  return ignored.length > 0 || request.state === 'hashed' ? ignored : reached;
}

function reaches({ pattern, directory }: EmbedRequest, output: string): boolean {
  return isAtOrBeneath(directory, output) || mayEmbed(pattern, pathBelow(output, directory));
}

/** Whether git ignores what of an output the pattern takes: a rule such as `dist/*` leaves the directory itself. */
function isMadeAndIgnored({ pattern, directory }: EmbedRequest, output: string, disk: Disk): boolean {
  const elements = pattern.replace(/^all:/, '').replace(/\[[^\]]*\]|[*?]/g, 'made');
  const named = joinPath(directory, elements);
  const taken = isAtOrBeneath(named, output) ? named : output;
  return disk.isIgnored(taken) || disk.isIgnored(joinPath(taken, 'made'));
}
