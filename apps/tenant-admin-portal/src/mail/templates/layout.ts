/** What stands around every letter. */
export const layout = {
  html: `<!doctype html>
<html><body style="font:16px/1.5 sans-serif;color:#1a1a2e;max-width:36rem">
{% block letter %}{% endblock %}
</body></html>`,
  text: '{% block letter %}{% endblock %}',
};
