/** What a report (RFC 3464, 2.3) says of one recipient. */
export interface RecipientFields {
  readonly finalRecipient: string;
  readonly originalRecipient: string;
  readonly action: string;
  readonly status: string;
  /** `type; text` */
  readonly diagnostic: string;
}

const perRecipient = ['original-recipient', 'final-recipient', 'action', 'status', 'x-actual-recipient'];
const known = new Set([...perRecipient, 'diagnostic-code']);
const field = /^([A-Za-z][A-Za-z0-9-]*)[ \t]*:[ \t]?(.*)$/;

/** Each recipient's fields, also where servers leave out the blank line between two recipients, or do not indent. */
export function recipientsIn(report: string): RecipientFields[] {
  return report
    .replaceAll('\r', '')
    .split(/\n[ \t]*(?=\n)/)
    .flatMap(groupsIn)
    .filter((group) => group.has('final-recipient') || group.has('original-recipient'))
    .filter((group) => group.has('status') || group.has('action'))
    .map((group) => ({
      finalRecipient: addressIn(group.get('final-recipient') ?? ''),
      originalRecipient: addressIn(group.get('original-recipient') ?? ''),
      action: (group.get('action') ?? '').toLowerCase().trim(),
      status: group.get('status') ?? '',
      diagnostic: group.get('diagnostic-code') ?? '',
    }));
}

function groupsIn(block: string): Map<string, string>[] {
  const groups: Map<string, string>[] = [];
  let group = new Map<string, string>();
  let last = '';
  for (const line of block.split('\n')) {
    const [, name, value = ''] = field.exec(line) ?? [];
    if (name === undefined) {
      if (known.has(last)) group.set(last, `${group.get(last) ?? ''} ${line.trim()}`.trim());
      continue;
    }
    last = name.toLowerCase();
    if (perRecipient.includes(last) && group.has(last)) {
      groups.push(group);
      group = new Map();
    }
    if (known.has(last)) group.set(last, [group.get(last), value.trim()].filter(Boolean).join(' '));
  }
  return [...groups, group];
}

/** `rfc822; <kim@acme.example>` without its type, brackets and comments; any other text as it is. */
function addressIn(value: string): string {
  const text = value
    .slice(0, 1_000)
    .replace(/^\s*[\w-]+\s*;/, '')
    .trim();
  return (
    /<([^<>]*)>/.exec(text)?.[1]?.trim() ?? /("(?:[^"\\]|\\.)*"@\S+|[^\s<>()]+@[^\s<>()]+)/.exec(text)?.[1] ?? text
  );
}
