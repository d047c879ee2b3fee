package org.blup.cli;

import java.util.concurrent.Callable;
import org.blup.script.Table;
import org.blup.script.TableFit;
import picocli.CommandLine.Mixin;

/** What commands that fit models share. */
abstract class ModelCommand implements Callable<Integer> {

  @Mixin private DataOptions data = new DataOptions();

  @Mixin private ModelOptions models = new ModelOptions();

  private final Streams streams;

  ModelCommand(Streams streams) {
    this.streams = streams;
  }

  final Table read(String file) {
    return data.read(file, streams);
  }

  final TableFit fit(String formula, Table table) {
    return models.fit(formula, table, streams);
  }

  /** Shows on the terminal how work goes. */
  final TerminalProgress progress() {
    return TerminalProgress.of(streams);
  }

  /** Writes a text that ends with its line. */
  final void print(Object text) {
    String written = text.toString();
    streams.out().print(written.endsWith("\n") ? written : written + "\n");
  }
}
