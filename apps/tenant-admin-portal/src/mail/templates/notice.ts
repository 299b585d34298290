import type { NoticeLine } from '../mail-content.js';
import { render } from './engines.js';
import type { Letter } from './letter.js';

const lines = {
  html: `{% for notice in notices %}
<h2>{{ notice.title }}</h2>
<p>{{ notice.text | escape | newline_to_br | raw }}</p>
{% if notice.link %}<p><a href="{{ notice.link }}">Open in the console</a></p>{% endif %}
{% endfor %}`,
  text: `{% for notice in notices %}{{ notice.title }}

{{ notice.text }}

{% if notice.link %}Open in the console: {{ notice.link }}

{% endif %}{% endfor %}`,
};

const notice = {
  html: `{% layout "layout" %}{% block letter %}${lines.html}{% endblock %}`,
  text: `{% layout "layout" %}{% block letter %}${lines.text}{% endblock %}`,
};

/** Several notices as one letter, oldest first. */
const digest = {
  html: `{% layout "layout" %}{% block letter %}
<p>What has happened since your last digest:</p>
${lines.html}{% endblock %}`,
  text: `{% layout "layout" %}{% block letter %}What has happened since your last digest:

${lines.text}{% endblock %}`,
};

/** Where a reader goes, by what a notice leads to. */
type HrefOf = (link: string) => string;

export function noticeLetter(line: NoticeLine, hrefOf: HrefOf): Letter {
  return render(notice, { notices: [linked(line, hrefOf)] });
}

export function digestLetter(notices: readonly NoticeLine[], hrefOf: HrefOf): Letter {
  return render(digest, { notices: notices.map((line) => linked(line, hrefOf)) });
}

const linked = ({ title, text, link }: NoticeLine, hrefOf: HrefOf): NoticeLine => ({
  title,
  text,
  link: link === null ? null : hrefOf(link),
});
