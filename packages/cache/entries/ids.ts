import { hash } from 'node:crypto';

declare const actionId: unique symbol;
declare const outputId: unique symbol;

/** Go's own action ID: 64 hex digits, the first name of an action entry. */
export type ActionId = string & { readonly [actionId]: never };
/** SHA-256 of an output's content: 64 hex digits, the name of the output. */
export type OutputId = string & { readonly [outputId]: never };

const ID = /^[0-9a-f]{64}$/;

export function isActionId(text: string): text is ActionId {
  return ID.test(text);
}

export function isOutputId(text: string): text is OutputId {
  return ID.test(text);
}

const HASH = /^[A-Za-z0-9_-]{20}$/;

/** Whether a text is of the form that hashToString() gives. */
export function isHash(text: string): boolean {
  return HASH.test(text);
}

/** How a build ID writes a hash: its first 15 bytes in base64url (cmd/internal/buildid/buildid.go: HashToString). */
export function hashToString(id: ActionId | OutputId): string {
  return Buffer.from(id.slice(0, 30), 'hex').toString('base64url');
}

/** The action ID of something that Go keeps beside an output (cmd/go/internal/cache/hash.go: Subkey). */
export function subkey(id: ActionId, name: string): ActionId {
  let text = subkeyTexts.get(name);
  if (text === undefined) {
    text = Buffer.from(`${SUBKEY}${'\0'.repeat(32)}${name}`);
    subkeyTexts.set(name, text);
  }
  text.write(id, SUBKEY.length, 'hex');
  return hash('sha256', text) as ActionId;
}

const SUBKEY = 'subkey:';
/** What is hashed, by name, with room for an ID: a few names, thousands of IDs. */
const subkeyTexts = new Map<string, Buffer>();
