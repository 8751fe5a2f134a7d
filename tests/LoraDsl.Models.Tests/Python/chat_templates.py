"""Chat templates rendered by Jinja2 itself, set up as transformers sets it up: python3 chat_templates.py (needs jinja2)."""
import datetime
import json
import os

import jinja2
from jinja2.ext import Extension, loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

NOW = datetime.datetime(2026, 7, 4, 9, 5, 3)


class Generation(Extension):
    """{% generation %}: transformers' marks around what an assistant says."""
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return jinja2.nodes.CallBlock(self.call_method("_same"), [], [], body).set_lineno(line)

    def _same(self, caller):
        return caller()


def environment():
    def tojson(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
        return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)

    def refuse(message):
        raise jinja2.exceptions.TemplateError(message)

    made = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols])
    made.filters["tojson"] = tojson
    made.globals["raise_exception"] = refuse
    made.globals["strftime_now"] = lambda code: NOW.strftime(code)
    return made


TOKENS = {"bos_token": "<s>", "eos_token": "</s>"}
ONE = [{"role": "user", "content": "Hello! "}]
TALK = [
    {"role": "system", "content": "Be brief.\n"},
    {"role": "user", "content": " What is 2 + 2?"},
    {"role": "assistant", "content": "4"},
    {"role": "user", "content": "And \"3 × 3\"? 😀"},
]
CALLS = [
    {"role": "user", "content": "How warm is it in Zürich?"},
    {"role": "assistant", "content": "", "tool_calls": [{"type": "function", "function": {"name": "weather", "arguments": {"city": "Zürich", "days": 1, "exact": True, "unit": None}}}]},
    {"role": "tool", "name": "weather", "content": "{\"celsius\": 21.5}"},
    {"role": "user", "content": "Thanks"},
]
TOOLS = [{"type": "function", "function": {"name": "weather", "description": "The \"weather\" <today>", "parameters": {"type": "object", "properties": {"city": {"type": "string"}, "share": {"type": "number", "default": 1e-07}}, "required": ["city"]}}}]

# The formats that the models' cards describe, each by a template of our own.
FAMILIES = {
    "chatml": """{% for message in messages %}
{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}
{%- if not loop.last %}{% endif %}
{% endfor %}
{% if add_generation_prompt %}
{{ '<|im_start|>assistant\\n' }}
{%- endif %}
""",
    "smollm": """{% if messages[0].role != 'system' %}{{ '<|im_start|>system\\nYou are helpful.<|im_end|>\\n' }}{% endif -%}
{% for message in messages -%}
<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endfor %}
{%- if add_generation_prompt -%}
<|im_start|>assistant
{% endif %}""",
    "llama2": """{% if messages[0]['role'] == 'system' %}
    {% set talk = messages[1:] %}
    {% set system = messages[0]['content'].strip() %}
{% else %}
    {% set talk = messages %}
    {% set system = false %}
{% endif %}
{% for message in talk %}
    {% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}
        {{ raise_exception('Roles alternate: user, assistant, user, ...') }}
    {% endif %}
    {% if loop.index0 == 0 and system != false %}
        {% set content = '<<SYS>>\\n' + system + '\\n<</SYS>>\\n\\n' + message['content'] %}
    {% else %}
        {% set content = message['content'] %}
    {% endif %}
    {% if message['role'] == 'user' %}
        {{ bos_token + '[INST] ' + content | trim + ' [/INST]' }}
    {% elif message['role'] == 'assistant' %}
        {{ ' ' + content | trim + ' ' + eos_token }}
    {% endif %}
{% endfor %}""",
    "llama3": """{{- bos_token }}
{%- if not date_string is defined %}{% set date_string = strftime_now("%d %b %Y") %}{% endif %}
{%- if messages[0]['role'] == 'system' %}
    {%- set system_message = messages[0]['content']|trim %}
    {%- set messages = messages[1:] %}
{%- else %}
    {%- set system_message = "" %}
{%- endif %}
{{- "<|start_header_id|>system<|end_header_id|>\\n\\nToday: " ~ date_string ~ "\\n\\n" ~ system_message ~ "<|eot_id|>" }}
{%- for message in messages %}
    {%- if not (message.role == 'ipython' or message.role == 'tool' or 'tool_calls' in message) %}
        {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n'+ message['content'] | trim + '<|eot_id|>' }}
    {%- elif 'tool_calls' in message %}
        {%- set call = message.tool_calls[0].function %}
        {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n{"name": "' + call.name + '", "parameters": ' }}{{- call.arguments | tojson }}{{- "}<|eot_id|>" }}
    {%- else %}
        {{- "<|start_header_id|>ipython<|end_header_id|>\\n\\n" }}
        {%- if message.content is mapping or message.content is iterable %}{{- message.content | tojson }}{%- else %}{{- message.content }}{%- endif %}
        {{- "<|eot_id|>" }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{%- endif %}
""",
    "mistral": """{%- set ns = namespace(index=0) %}
{%- set turns = messages | rejectattr("role", "in", ["system", "tool"]) | rejectattr("tool_calls", "defined") | list %}
{%- set last_user = (turns | selectattr("role", "equalto", "user") | list)[-1] %}
{{- bos_token }}
{%- for message in messages if message.role != "system" %}
    {%- if message["role"] == "user" %}
        {%- if tools is not none and message == last_user %}
            {{- "[AVAILABLE_TOOLS] [" }}
            {%- for tool in tools %}
                {%- set tool = tool.function %}
                {{- '{"type": "function", "function": {' }}
                {%- for key, val in tool.items() if key != "return" %}
                    {%- if val is string %}{{- '"' + key + '": "' + val + '"' }}{%- else %}{{- '"' + key + '": ' + val|tojson }}{%- endif %}
                    {%- if not loop.last %}{{- ", " }}{%- endif %}
                {%- endfor %}
                {{- "}}" }}{%- if not loop.last %}{{- ", " }}{%- else %}{{- "]" }}{%- endif %}
            {%- endfor %}
            {{- "[/AVAILABLE_TOOLS]" }}
        {%- endif %}
        {{- "[INST] " + message["content"] + "[/INST]" }}
        {%- set ns.index = ns.index + 1 %}
    {%- elif message.tool_calls is defined and message.tool_calls is not none %}
        {{- "[TOOL_CALLS] " + message.tool_calls | map(attribute='function') | list | tojson + eos_token }}
    {%- elif message["role"] == "assistant" %}
        {{- " " + message["content"]|trim + eos_token }}
    {%- endif %}
{%- endfor %}
{{- "" if add_generation_prompt else "|" ~ ns.index }}""",
    "zephyr": """{% for message in messages %}
{% if message['role'] == 'user' %}
{{ '<|user|>\\n' + message['content'] + eos_token }}
{% elif message['role'] == 'system' %}
{{ '<|system|>\\n' + message['content'] + eos_token }}
{% elif message['role'] == 'assistant' %}
{{ '<|assistant|>\\n'  + message['content'] + eos_token }}
{% endif %}
{% if loop.last and add_generation_prompt %}
{{ '<|assistant|>' }}
{% endif %}
{% endfor %}""",
    "qwen": """{%- if tools %}
    {{- '<|im_start|>system\\n' }}
    {%- if messages[0]['role'] == 'system' %}{{- messages[0]['content'] }}{%- else %}{{- 'You are Qwen.' }}{%- endif %}
    {{- "\\n\\n# Tools\\n<tools>" }}
    {%- for tool in tools %}{{- "\\n" }}{{- tool | tojson }}{%- endfor %}
    {{- "\\n</tools><|im_end|>\\n" }}
{%- elif messages[0]['role'] == 'system' %}
    {{- '<|im_start|>system\\n' + messages[0]['content'] + '<|im_end|>\\n' }}
{%- endif %}
{%- set ns = namespace(multi_step_tool=true, last_query_index=messages|length - 1) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.multi_step_tool and message.role == "user" and not(message.content.startswith('<tool_response>') and message.content.endswith('</tool_response>')) %}
        {%- set ns.multi_step_tool = false %}
        {%- set ns.last_query_index = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {%- set content = message.content %}
        {%- if '</think>' in content %}
            {%- set content = content.split('</think>')[-1].lstrip('\\n') %}
        {%- endif %}
        {{- '<|im_start|>' + message.role + '\\n' + content.strip('\\n') }}
        {%- for call in message.tool_calls or [] %}
            {%- if call.function %}{%- set call = call.function %}{%- endif %}
            {{- '\\n<tool_call>\\n{"name": "' }}{{- call.name }}{{- '", "arguments": ' }}
            {%- if call.arguments is string %}{{- call.arguments }}{%- else %}{{- call.arguments | tojson }}{%- endif %}
            {{- '}\\n</tool_call>' }}
        {%- endfor %}
        {{- '<|im_end|>\\n' }}
    {%- elif message.role == "tool" %}
        {%- if loop.first or (messages[loop.index0 - 1].role != "tool") %}{{- '<|im_start|>user' }}{%- endif %}
        {{- '\\n<tool_response>\\n' }}{{- message.content }}{{- '\\n</tool_response>' }}
        {%- if loop.last or (messages[loop.index0 + 1].role != "tool") %}{{- '<|im_end|>\\n' }}{%- endif %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}{{- '<think>\\n\\n</think>\\n\\n' }}{%- endif %}
{%- endif %}""",
}

# What the language has, a construct or two each.
LANGUAGE = {
    "white space": "a\n  {% if true %}\n  b {{- ' c ' -}}  \n d\n  {%+ if true %}\ne{% endif +%}\n\n  {# gone #}\nf\n  {%- endif -%}  \n g  \n\n",
    "raw": "{% raw %}{{ a }} {% if %}{% endraw %}\n|{%- raw -%}  x  {%- endraw -%} |",
    "texts": r"""{{ 'it\'s' }} {{ "a\tb\\c\u00e9\x41\q" }} {{ 'a' "b" 'c' }} {{ 'ab' * 3 }} {{ 'a' ~ 1 ~ none ~ true ~ 2.0 }}""",
    "numbers": "{{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 / 2 }} {{ 4 / 2 }} {{ 2 ** 10 }} {{ 2 ** -1 }} {{ 1_000 + 1 }} {{ 1.5e3 }} {{ 1e16 }} {{ 0.1 + 0.2 }} {{ 1e-7 }} {{ -3|abs }} {{ 7.0 // 2 }} {{ true + 1 }}",
    "comparisons": "{{ 1 < 2 < 3 }} {{ 1 < 3 < 2 }} {{ 1 == 1.0 }} {{ 'a' < 'b' }} {{ 'a' in 'cat' }} {{ 1 not in [1, 2] }} {{ [1, [2]] == [1, [2]] }} {{ {'a': 1} == {'a': 1.0} }} {{ none == false }} {{ 'k' in {'k': 1} }} {{ (1, 2) == [1, 2] }} {{ [1, 2] < [1, 3] }}",
    "logic": "{{ 1 and 2 }} {{ 0 or 'x' }} {{ not 0 }} {{ not not '' }} {{ '' or none }} {{ 'a' if 0 else 'b' }} {{ 'a' if 0 }}| {{ not 1 == 2 }} {{ 1 if 0 else 2 if 0 else 3 }}",
    "slices": "{{ 'hello'[1:3] }} {{ 'hello'[::-1] }} {{ 'a😀b'[1:] }} {{ 'a😀b'[1] }} {{ [1,2,3,4][-2:] }} {{ [1,2,3,4][::2] }} {{ [1,2,3,4][3:0:-1] }} {{ [1,2,3][5:] }} {{ (1,2,3)[:-1] }} {{ 'abc'[-1] }} {{ [1,2,3,4,5][-100:100:3] }} {{ 'x'[5] }}|",
    "printed": "{{ [1, 'a', \"it's\", true, none, 1.5, {'a': [1]}, (1,), ()] }} {{ {'b': 1, 'a': 'x\\n'} }} {{ 'a\"b' }} {{ ['a\"b\\'c'] }}",
    "loops": "{% for x in [3, 4, 5] %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.previtem }}{{ loop.nextitem }}{{ loop.cycle('a', 'b') }}{{ loop.changed(x > 3) }}{{ loop.depth }};{% endfor %}",
    "loops within loops": "{% for a, b in {'x': [1, 2], 'y': []}.items() %}{{ a }}{% for c in b %}{{ loop.depth }}{{ c }}{% else %}none{% endfor %}{{ loop.index }}{% endfor %}",
    "conditions of loops": "{% for x in range(10) if x is odd and x != 5 %}{{ x }}{{ loop.length }}{% endfor %} {% for x in range(2, 20, 5) %}{{ x }},{% endfor %}{% for x in range(3, 0, -1) %}{{ x }}{% endfor %}",
    "break and continue": "{% for x in range(10) %}{% if x == 2 %}{% continue %}{% endif %}{% if x == 5 %}{% break %}{% endif %}{{ x }}{% endfor %}",
    "scopes": "{% set x = 1 %}{% set ns = namespace(y=1) %}{% for i in [1, 2] %}{% set x = 5 %}{% set ns.y = ns.y + i %}{{ x }}{% endfor %}{{ x }}{{ ns.y }}{% if true %}{% set x = 9 %}{% endif %}{{ x }}{% set a, b = 'pq' %}{{ b }}{{ a }}{% set c = 1, 2 %}{{ c }}",
    "set blocks": "{% set a %}  x{{ 1 + 1 }}\n{% endset %}[{{ a }}]{{ a|length }}",
    "macros": "{% macro f(a, b='B', c=a) %}<{{ a }}{{ b }}{{ c }}>{% endmacro %}{{ f(1) }}{{ f(1, c=3) }}{{ f(b=2, a=1) }}{{ f() }}{% macro tree(n) %}{{ n }}{% if n > 0 %}({{ tree(n - 1) }}){% endif %}{% endmacro %}{{ tree(4) }}",
    "tests": "{{ x is defined }} {{ messages is defined }} {{ x is undefined }} {{ none is none }} {{ 1 is number }} {{ 'a' is string }} {{ [] is sequence }} {{ {} is mapping }} {{ {} is iterable }} {{ 1 is iterable }} {{ true is boolean }} {{ 1 is integer }} {{ 1.0 is float }} {{ 1 is true }} {{ true is true }} {{ 3 is odd }} {{ 4 is even }} {{ 9 is divisibleby 3 }} {{ 1 is eq 1 }} {{ 1 is not eq(1) }} {{ 1 is in [1] }} {{ 2 is gt 1 }} {{ 'a' is equalto 'a' }} {{ range is callable }} {{ 'ab' is lower }} {{ none is sameas none }} {{ not x is defined }}",
    "methods": "{{ '  a b '.strip() }}|{{ 'xxaxx'.strip('x') }}|{{ ' a '.lstrip() }}|{{ ' a '.rstrip() }}|{{ 'a,b,c'.split(',') }}|{{ 'a,b,c'.split(',', 1) }}|{{ ' a  b '.split() }}|{{ 'a b c'.split(none, 1) }}|{{ 'a,b,c'.rsplit(',', 1) }}|{{ 'Ab'.upper() }}{{ 'Ab'.lower() }}|{{ 'they\\'re ab'.title() }}|{{ 'aBC d'.capitalize() }}|{{ 'abc'.startswith('ab') }}|{{ 'abc'.endswith(('x', 'bc')) }}|{{ 'aXbX'.replace('X', '-') }}|{{ 'aXbX'.replace('X', '-', 1) }}|{{ ', '.join(['a', 'b']) }}|{{ 'abc'.find('c') }}|{{ 'abab'.count('ab') }}|{{ 'a\\nb\\n'.splitlines() }}|{{ '12'.isdigit() }}|{{ {'a': 1}.get('a') }}{{ {'a': 1}.get('b', 2) }}{{ {'a': 1}.get('b') }}|{{ {'a': 1}.keys()|list }}{{ {'a': 1}.values()|list }}|{{ [1, 2, 1].count(1) }}{{ [1, 2].index(2) }}|{{ 'abc'.removeprefix('a').removesuffix('c') }}",
    "filters of texts": "{{ ' a '|trim }}|{{ 'xax'|trim('x') }}|{{ 'ab'|upper }}|{{ 'AB'|lower }}|{{ 'aB c'|capitalize }}|{{ \"they're a-b (x)\"|title }}|{{ 'aab'|replace('a', 'x') }}|{{ 'aab'|replace('a', 'x', 1) }}|{{ 'a😀'|length }}|{{ 'ab'|reverse }}|{{ 'ab'|first }}{{ 'ab'|last }}|{{ 'ab'|list }}|{{ 'a\\nb\\n\\nc'|indent }}|{{ 'a\\nb'|indent(2, true) }}|{{ 1|string + 'x' }}|{{ '<a & \"b\">'|e }}|{{ 'x'|safe }}",
    "filters of numbers": "{{ '42'|int }} {{ 'x'|int }} {{ 'x'|int(5) }} {{ 3.9|int }} {{ '3.7'|float }} {{ 'x'|float }} {{ 2.5|round }} {{ 2.567|round(2) }} {{ 2.1|round(0, 'ceil') }} {{ 3|float }} {{ true|int }}",
    "filters of lists": "{{ [1, 2, 3]|join(', ') }} {{ [{'a': 1}, {'a': 2}]|join('-', attribute='a') }} {{ [3, 1, 2]|sort }} {{ ['b', 'A', 'c']|sort }} {{ ['b', 'A']|sort(case_sensitive=true) }} {{ [3, 1, 2]|sort(reverse=true) }} {{ [{'n': 2}, {'n': 1}]|sort(attribute='n') }} {{ [1, 2, 1]|unique|list }} {{ [1, 2]|sum }} {{ [{'a': 1}, {'a': 2}]|sum(attribute='a') }} {{ [3, 1]|min }} {{ [3, 1]|max }} {{ [1, 2]|reverse|list }} {{ [1, 2]|first }} {{ []|first }}| {{ {'b': 1, 'a': 2}|dictsort }} {{ {'b': 1, 'a': 2}|dictsort(by='value') }} {{ {'a': 1}|items|list }} {{ {'a': 1, 'b': 2}|length }} {{ [1]|count }}",
    "filters with tests": "{{ [1, 2, 3]|select('odd')|list }} {{ [1, 2, 3]|reject('odd')|list }} {{ [0, 1]|select|list }} {{ [{'a': 1}, {'a': 2}]|selectattr('a', 'gt', 1)|list }}{{ [{'a': 1}, {}]|selectattr('a', 'defined')|list }} {{ [{'a': 1}, {'a': 0}]|rejectattr('a')|list }} {{ [{'a': {'b': 1}}]|map(attribute='a.b')|list }} {{ [{}, {'a': 1}]|map(attribute='a', default='-')|list }} {{ ['a', 'b']|map('upper')|list }} {{ ['xa', 'xb']|map('replace', 'x', 'y')|list }}",
    "defaults": "{{ x|default('d') }} {{ none|default('d') }} {{ none|default('d', true) }} {{ ''|d('e', boolean=true) }} {{ messages[9] }}| {{ messages[0].nothing }}| {{ [][0]|default('none') }}",
    "json": "{{ [1, 1.5, 'é\"\\n\\u0001', true, none, {'b': 1, 'a': []}, {}]|tojson }} {{ {'b': [1, {'c': 2}], 'a': {}, 'z': []}|tojson(indent=2) }} {{ {'b': 1, 'a': 'é'}|tojson(ensure_ascii=true, sort_keys=true) }} {{ [1, {'a': 2}]|tojson(separators=(',', ':')) }}",
    "dates": "{{ strftime_now('%Y-%m-%d %H:%M:%S %B %b %A %a %y %j %I %p %-d %%') }}",
    "dictionaries": "{% set d = dict(a=1) %}{{ d.a }}{{ d['a'] }}{{ {'items': 5}['items'] }} {{ {'a': 1}.items()|list }}",
    "generation": "a{% generation %}b{{ 1 }}{% endgeneration %}c",
    "tuples": "{{ (1, 2)[0] }}{{ ('a',)|length }}{{ 1, 2 }}{% for (a, b) in [(1, 2)] %}{{ a }}{{ b }}{% endfor %}",
    "precedence": "{{ 'a' + 2 * 3 ~ 'x' }} {{ 'a' ~ 'b' | upper }} {{ 2 * 3 ** 2 }} {{ -2 ** 2 }} {{ 1 + 1 == 2 and not 3 > 4 }} {{ 'b' in ['a'] + ['b'] }} {{ (1 + 2) * 3 }} {{ 10 - 2 - 3 }} {{ 5 is odd and 4 is even }}",
}

REFUSED = {
    "llama2": [{"role": "assistant", "content": "First"}],
}


def case(name, template, messages, generation=True, tools=None, variables=None):
    given = {"messages": messages, "tools": tools, "documents": None, "add_generation_prompt": generation, **TOKENS, **(variables or {})}
    made = {"name": name, "template": template, "messages": messages, "add_generation_prompt": generation, "tools": tools, "variables": variables or {}}
    try:
        made["expected"] = environment().from_string(template).render(**given)
    except jinja2.exceptions.TemplateError as error:
        made["refused"] = str(error)
    return made


def cases():
    for name, template in FAMILIES.items():
        for told, messages in (("one", ONE), ("talk", TALK), ("calls", CALLS)):
            for generation in (True, False):
                yield case(f"{name}, {told}, {generation}", template, messages, generation)
        yield case(f"{name}, tools", template, TALK, tools=TOOLS, variables={"enable_thinking": False, "date_string": "today"})
    for name, template in LANGUAGE.items():
        yield case(name, template, TALK)
    for name, messages in REFUSED.items():
        yield case(f"{name}, refused", FAMILIES[name], messages)


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    folder = os.path.join(here, "..", "References", "chat")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "cases.json"), "w", encoding="utf-8") as file:
        json.dump(list(cases()), file, ensure_ascii=False, indent=1)
        file.write("\n")
