// What scripts say, of the words that generator/paperdex/pages/scripts.py puts in here: those of `scripts` in site_config/strings.json.
const words = {} // scripts of strings.json

const number = new Intl.NumberFormat(words.language);
const plurals = new Intl.PluralRules(words.language);

// A string with its values; of several forms the one for `count`.
function say(key, { count, ...values } = {}) {
  const forms = words[key];
  const text = typeof forms === "string" ? forms : (forms[plurals.select(count)] ?? forms.other);
  return text.replace(/\{(\w+)\}/g, (_, name) => (name === "count" ? number.format(count) : values[name]));
}

export const strings = {
  schemes: { system: words.scheme_system, light: words.scheme_light, dark: words.scheme_dark },
  copyCitation: words.copy_citation,
  copyBibtex: words.copy_bibtex,
  copied: words.copied,
  found: (count) => say("papers", { count }),
  failed: (reason) => say("search_failed", { reason }),
  more: words.more,
  filter: words.filter,
  sort: words.sort,
  sorts: { relevance: words.by_relevance, newest: words.newest_first, oldest: words.oldest_first },
  facets: { topic: words.facet_topic, year: words.facet_year, venue: words.facet_venue, organization: words.facet_organization, code: words.facet_code },
  hasCode: words.has_code,
  undated: words.undated,
  showAll: (count) => say("show_all", { count }),
  without: (label) => say("without", { label }),
  places: { title: words.in_title, author: words.in_authors, label: words.in_labels, abstract: words.in_abstract },
  matchedIn: (places) => say("matched_in", { places: places.join(", ") }),
  suggestions: words.suggestions,
  allResults: (count) => say("all_results", { count }),
  list: {
    filter: words.filter_list,
    sorts: { newest: words.newest_first, oldest: words.oldest_first, title: words.by_title },
    found: (count, all, isPart) => {
      const found = say("found_of", { count, all: number.format(all) });
      return isPart ? say("on_this_page", { found }) : found;
    },
    whole: words.whole_list,
  },
  table: {
    caption: words.table,
    filter: words.filter_table,
    columns: { title: words.column_title, author: words.column_author, date: words.column_date, venue: words.column_venue, topics: words.column_topics, code: words.column_code },
    andOthers: (name, count) => say("and_others", { count, name }),
    hasCode: words.code,
    found: (count, all) => (count === all ? say("papers", { count: all }) : say("found_of", { count, all: number.format(all) })),
    failed: words.table_failed,
  },
  library: {
    star: (title) => say("star", { title }),
    starred: words.starred,
    unstarred: words.unstarred,
    keep: words.keep,
    read: words.read,
    unread: words.unread,
    note: words.note,
    noteOn: (title) => say("note_on", { title }),
    notePlaceholder: words.note_hint,
    notKept: words.not_kept,
    choose: (title) => say("choose", { title }),
    sorts: { added: words.as_added, changed: words.last_changed, title: words.by_title },
    count: (count, read, chosen) => {
      const papers = say("papers_read", { count: read, papers: say("papers", { count }) });
      return chosen ? say("papers_chosen", { count: chosen, papers }) : papers;
    },
    empty: words.empty,
    files: words.files,
    share: words.share,
    shared: (count) => say("shared", { count }),
    save: words.save,
    load: words.load,
    loaded: (count, added, faults) => {
      const loaded = say("loaded", { count, added: number.format(added) });
      return faults ? say("faults", { count: faults, loaded }) : loaded;
    },
    newer: words.newer,
    noLibrary: words.no_library,
    sharedCount: (count) => say("shared_count", { count }),
    gone: words.gone,
    starAll: words.star_all,
    mine: words.mine,
  },
  exports: {
    export: words.export,
    working: "…",
    done: (count) => say("saved", { count }),
    missing: (ids) => say("missing", { ids: ids.join(", ") }),
    nothing: words.nothing,
    tooMany: (most) => say("too_many", { count: most }),
    failed: (reason) => say("export_failed", { reason }),
  },
};
