package org.blup.benchmarks;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import org.blup.MixedModel;

/** Diameters of 144 zones of inhibition, on 24 plates with 6 samples each (R package lme4). */
final class Penicillin {

  @MixedModel("diameter ~ 1 + (1 | plate) + (1 | sample)")
  record Zone(double diameter, String plate, String sample) {}

  private Penicillin() {}

  static Zone zone(NamedCsvRecord line) {
    return new Zone(Csv.number(line, "diameter"), line.getField("plate"), line.getField("sample"));
  }
}
