import type { Preferences, Topic } from './use-preferences.js';

type Channels = Preferences['channels'];
type Channel = Channels[Topic];

const topics: Readonly<Record<Topic, string>> = {
  account: 'Your account: suspended, active again',
  security: 'Security: alerts, changes of roles and permissions',
  contacts: 'Contacts: new contacts',
  imports: 'Imports: finished, rejected rows',
  health: 'Health: the score changed',
  webhooks: 'Webhooks: an endpoint fails',
  workflows: 'Workflows: their messages and failures',
};

/** The ways to be told. A mail comes at once or with the others once a day, never both. */
const ways = [
  {
    label: 'In the console',
    has: ({ inApp }: Channel) => inApp,
    set: (channel: Channel, on: boolean): Channel => ({ ...channel, inApp: on }),
  },
  {
    label: 'E-mail at once',
    has: ({ mail }: Channel) => mail === 'immediate',
    set: (channel: Channel, on: boolean): Channel => ({ ...channel, mail: on ? 'immediate' : 'off' }),
  },
  {
    label: 'Daily digest',
    has: ({ mail }: Channel) => mail === 'daily',
    set: (channel: Channel, on: boolean): Channel => ({ ...channel, mail: on ? 'daily' : 'off' }),
  },
];

interface ChannelTableProps {
  readonly channels: Channels;
  readonly onChange: (channels: Channels) => void;
}

export function ChannelTable({ channels, onChange }: ChannelTableProps) {
  return (
    <table className="w-full text-[13px]">
      <thead>
        <tr className="border-b text-xs text-faint">
          <th scope="col" className="px-4 py-2 text-left font-medium">
            {' '}
            Topic{' '}
          </th>
          {ways.map(({ label }) => (
            <th key={label} scope="col" className="w-16 px-1.5 py-2 text-center font-medium sm:w-24">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y">
        {(Object.keys(topics) as Topic[]).map((topic) => (
          <tr key={topic}>
            <th scope="row" className="px-4 py-2.5 text-left font-normal">
              {topics[topic]}
            </th>
            {ways.map(({ label, has, set }) => (
              <td key={label} className="px-1.5 text-center">
                <input
                  type="checkbox"
                  aria-label={`${topic}: ${label}`}
                  className="size-4 accent-accent align-middle"
                  checked={has(channels[topic])}
                  onChange={({ target }) => onChange({ ...channels, [topic]: set(channels[topic], target.checked) })}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
