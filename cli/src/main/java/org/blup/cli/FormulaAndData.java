package org.blup.cli;

import picocli.CommandLine.Parameters;

/** A model and the rows it is fitted to, where a command takes nothing else. */
final class FormulaAndData {

  @Parameters(index = "0", paramLabel = "FORMULA", description = "The model, as lme4 writes it.")
  private String formula = "";

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description = "A CSV file, packed by gzip or not; - for standard input.")
  private String file = "";

  String formula() {
    return formula;
  }

  String file() {
    return file;
  }
}
