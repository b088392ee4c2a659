// The words of a page for its layers, places and outcomes; data is what the page was given.

class Words {
  constructor(data) {
    this.data = data;
  }

  layerName(index) {
    return index === null ? "" : visible(this.data.layers[index].name);
  }

  layerAbout(index) {
    return this.data.about[this.data.layers[index].kind];
  }

  // Whether the place of an entry says which layer's it is.
  isNamedByFile({ layer }) {
    return this.data.layers[layer].kind === "script";
  }

  placeName([source, line, column], withColumn = true) {
    const name = visible(this.data.sources[source].name);
    return withColumn ? `${name}:${line}:${column}` : `${name}:${line}`;
  }

  // What became of an entry that isn't the value, in words.
  fate(one) {
    const [words, before] = this.lost(one);
    if (!one.rival) return words;
    const [layer, at] = one.rival;
    return `${words} ${before} ${at ? this.placeName(at, false) : this.layerName(layer)}`;
  }

  // The same, and the word before what beat it.
  lost(one) {
    return this.data.lost[one.rule] ?? [this.data.won[one.rule] ?? one.outcome, "by"];
  }

  // Why an entry is the value, as a sentence.
  won(one) {
    const why = this.data.won[one?.rule];
    return why ? `${why[0].toUpperCase()}${why.slice(1)}.` : "";
  }

  departure({ release, value, by }) {
    const name = `Flex UI ${release}`;
    if (by === undefined) return `but in ${name} there is no such value`;
    return `but in ${name} it is ${brief(value, 120)}, from ${visible(by)}`;
  }
}
