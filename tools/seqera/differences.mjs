// @ts-check
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { description } from './generateTypes.mjs';

/** @typedef {any} Tree */

const methods = ['get', 'post', 'put', 'delete'];

/**
 * What our description of the Platform's API says otherwise than the Platform's own: a path, a
 * parameter, a body or a field that is not there, or of another type. Ours may say less.
 * @param {string} theirs path of the other description
 * @returns {string[]}
 */
export function differences(theirs) {
  const own = /** @type {Tree} */ (parse(readFileSync(description, 'utf8')));
  const other = /** @type {Tree} */ (parse(readFileSync(theirs, 'utf8')));
  return [
    ...callDifferences(own, other),
    ...schemaDifferences(own, other),
    ...Object.entries(own.components.schemas).flatMap(([name, schema]) => {
      const known = other.components.schemas[name];
      return [
        ...enumerationDifferences(name, schema, known),
        ...Object.entries(schema.properties ?? {}).flatMap(([field, ours]) =>
          enumerationDifferences(
            `${name}.${field}`,
            ours,
            resolved(other, known?.properties?.[field]),
          ),
        ),
      ];
    }),
  ];
}

/** @param {Tree} own @param {Tree} other @returns {string[]} */
function callDifferences(own, other) {
  return Object.entries(own.paths).flatMap(([path, item]) =>
    methods
      .filter(method => method in item)
      .flatMap(method => {
        const where = `${method.toUpperCase()} ${path}`;
        const known = other.paths[path]?.[method];
        if (!known) {
          return [`${where}: not there`];
        }
        const ours = item[method];
        return [
          ...parameterDifferences(
            where,
            parameters(own, item, ours),
            parameters(other, other.paths[path], known),
          ),
          ...bodyDifferences(`${where} body`, ours.requestBody, known.requestBody),
          ...Object.keys(ours.responses)
            .filter(status => /^2/.test(status))
            .flatMap(status =>
              status in known.responses
                ? bodyDifferences(
                    `${where} ${status}`,
                    ours.responses[status],
                    known.responses[status],
                  )
                : [`${where}: never answers ${status}`],
            ),
        ];
      }),
  );
}

/** @param {Tree} whole @param {Tree} item @param {Tree} call @returns {Tree[]} */
function parameters(whole, item, call) {
  return [...(item.parameters ?? []), ...(call.parameters ?? [])].map(one =>
    one.$ref ? whole.components.parameters[nameOf(one)] : one,
  );
}

/** @param {string} where @param {Tree[]} own @param {Tree[]} other @returns {string[]} */
function parameterDifferences(where, own, other) {
  return own.flatMap(({ name, in: place, schema }) => {
    const known = other.find(one => one.name === name && one.in === place);
    return known && typeOf(known.schema) === typeOf(schema)
      ? []
      : [`${where}: parameter ${name} (${place}) is ${known ? typeOf(known.schema) : 'not there'}`];
  });
}

/** @param {string} where @param {Tree | undefined} own @param {Tree | undefined} other @returns {string[]} */
function bodyDifferences(where, own, other) {
  const [ours, theirs] = [own, other].map(one => one?.content?.['application/json']?.schema);
  return nameOf(ours) === nameOf(theirs) ? [] : [`${where}: is ${nameOf(theirs) || 'empty'}`];
}

/** @param {Tree} own @param {Tree} other @returns {string[]} */
function schemaDifferences(own, other) {
  return Object.entries(own.components.schemas).flatMap(([name, { properties = {} }]) => {
    const known = other.components.schemas[name];
    if (!known) {
      return [`${name}: not there`];
    }
    return Object.entries(properties).flatMap(([field, schema]) => {
      const theirs = known.properties?.[field];
      const type = theirs && typeOf(resolved(other, theirs));
      return type === typeOf(schema) || nameOf(theirs) === nameOf(schema, '-')
        ? []
        : [`${name}.${field}: is ${type ?? 'not there'}`];
    });
  });
}

/** An enumeration may stand on its own there. @param {Tree} whole @param {Tree | undefined} schema @returns {Tree | undefined} */
function resolved(whole, schema) {
  return schema?.$ref ? (whole.components.schemas[nameOf(schema)] ?? schema) : schema;
}

/** Values of an enumeration that the Platform does not have. @param {string} name @param {Tree} own @param {Tree | undefined} other @returns {string[]} */
function enumerationDifferences(name, own, other) {
  const missing = (own.enum ?? []).filter(
    (/** @type {Tree} */ value) => value !== null && other?.enum && !other.enum.includes(value),
  );
  return missing.map((/** @type {Tree} */ value) => `${name}: is never ${value}`);
}

/** @param {Tree} schema @returns {string} */
function typeOf({ type, format, items, $ref }) {
  return $ref
    ? nameOf({ $ref })
    : [type, format, items && `of ${typeOf(items)}`].filter(Boolean).join(' ');
}

/** The last part of a reference. @param {Tree | undefined} schema @param {string} [none] @returns {string} */
function nameOf(schema, none = '') {
  return schema?.$ref?.split('/').at(-1) ?? none;
}
