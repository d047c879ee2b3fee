package org.blup.cli;

import java.util.Optional;
import org.blup.script.TableFit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code blup fit}: a formula and a file become a summary. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Fits a model and prints its summary.",
    footer = {
      "",
      "Example:",
      "  blup fit 'reaction ~ days + (days | subject)' sleepstudy.csv --kr"
    })
final class FitCommand extends ModelCommand {

  @Parameters(index = "0", paramLabel = "FORMULA", description = "The model, as lme4 writes it.")
  private String formula = "";

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description = "A CSV file, packed by gzip or not; - for standard input.")
  private String file = "";

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "Add intervals of the fixed effects, such as 0.95.")
  private Optional<Double> level = Optional.empty();

  @Option(names = "--anova", description = "Add the tests of the terms.")
  private boolean anova;

  @Option(names = "--modes", description = "Add the conditional modes (BLUPs) of each factor.")
  private boolean modes;

  FitCommand(Main.Streams streams) {
    super(streams);
  }

  @Override
  public Integer call() {
    TableFit fit = fit(formula, read(file));
    print(level.isPresent() ? fit.mixedFit().summary(level.get()) : fit.mixedFit());
    if (anova) {
      print("");
      print(fit.anova());
    }
    if (modes) {
      fit.groups().keySet().forEach(group -> print("\n" + fit.conditionalModes(group)));
    }
    return 0;
  }
}
