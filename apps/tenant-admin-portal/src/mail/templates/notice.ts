import type { NoticeLine } from '../mail-content.js';
import { render } from './engines.js';
import type { Letter } from './letter.js';

const lines = {
  html: `{% for notice in notices %}
<h2>{{ notice.title }}</h2>
<p>{{ notice.text | escape | newline_to_br | raw }}</p>
{% if notice.link %}<p><a href="{{ notice.link }}">Have a look</a></p>{% endif %}
{% endfor %}`,
  text: `{% for notice in notices %}{{ notice.title }}

{{ notice.text }}

{% if notice.link %}Have a look: {{ notice.link }}

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

/** @param publicUrl base of the links, which are stored as paths */
export function noticeLetter(line: NoticeLine, publicUrl: string): Letter {
  return render(notice, { notices: [linked(line, publicUrl)] });
}

export function digestLetter(notices: readonly NoticeLine[], publicUrl: string): Letter {
  return render(digest, { notices: notices.map((line) => linked(line, publicUrl)) });
}

const linked = ({ title, text, link }: NoticeLine, publicUrl: string): NoticeLine => ({
  title,
  text,
  link: link === null ? null : new URL(link, publicUrl).href,
});
