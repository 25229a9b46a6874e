/** The explorer's own style. */
export const EXPLORER_STYLE = String.raw`
html, body { height: 100%; margin: 0; font-family: system-ui, sans-serif; }
#explorer { height: 100dvh; display: flex; flex-direction: column; }
#explorer > .graphiql-container { flex: 1; min-height: 0; }
.choices { display: flex; gap: 1rem; align-items: center; padding: .4rem .8rem; background: #1d2b4f; color: #fff; font-size: .85rem; }
.choices label { display: flex; gap: .4rem; align-items: center; }
.choices strong { margin-right: auto; }
.choices select { font: inherit; padding: .15rem .3rem; max-width: 22rem; }
`;

/**
 * The script of the explorer page, served as it stands (no inline script, so that the page's policy allows
 * scripts from our own server only). It puts two choices above GraphiQL: an example operation and, in
 * development, a demonstration person, whose token goes into the header editor where one can see it.
 */
export const EXPLORER_SCRIPT = String.raw`'use strict';
(function () {
  var h = React.createElement;
  var settings = JSON.parse(document.getElementById('settings').textContent);
  var fetcher = GraphiQL.createFetcher({ url: '/graphql' });

  function select(label, value, options, onChange) {
    return h('label', null, label, h('select', {
      value: value, 'aria-label': label, onChange: function (event) { onChange(event.target.value); },
    }, options.map(function (option) { return h('option', { key: option.value, value: option.value }, option.text); })));
  }

  function Explorer() {
    var people = React.useState([]);
    var person = React.useState('');
    var headers = React.useState('');
    var chosen = React.useState(-1);
    var example = settings.examples[chosen[0]];

    React.useEffect(function () {
      if (!settings.development) return;
      fetch('/dev/people').then(function (answer) { return answer.json(); }).then(people[1]);
    }, []);

    function actAs(key) {
      person[1](key);
      if (key === '') { headers[1]('{}'); return; }
      fetch('/dev/token?as=' + encodeURIComponent(key)).then(function (answer) { return answer.json(); })
        .then(function (token) { headers[1](JSON.stringify({ Authorization: 'Bearer ' + token.access_token }, null, 2)); });
    }

    var examples = [{ value: '-1', text: 'choose one' }].concat(settings.examples.map(function (one, index) {
      return { value: String(index), text: one.who + ': ' + one.title };
    }));
    var actors = [{ value: '', text: 'a visitor' }].concat(people[0].map(function (one) {
      return { value: one.key, text: one.name + ' (' + one.about + ')' };
    }));
    var props = { fetcher: fetcher, defaultEditorToolsVisibility: 'variables', shouldPersistHeaders: false };
    if (headers[0] !== '') props.headers = headers[0];
    if (example) {
      props.query = example.query;
      props.variables = JSON.stringify(example.variables, null, 2);
    }
    return h(React.Fragment, null,
      h('nav', { className: 'choices' },
        h('strong', null, 'Marketplace API'),
        select('Example', String(chosen[0]), examples, function (value) { chosen[1](Number(value)); }),
        settings.development ? select('Act as', person[0], actors, actAs) : null),
      h(GraphiQL, props));
  }

  ReactDOM.createRoot(document.getElementById('explorer')).render(h(Explorer));
})();
`;
