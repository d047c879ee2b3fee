package org.blup.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.blup.plots.Report;
import org.blup.script.TableFit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code blup fit}: a formula and a file become a summary. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Fits a model and prints its summary.",
    footer = {
      "",
      "Example:",
      "  blup fit 'reaction ~ days + (days | subject)' sleepstudy.csv --kr"
    })
final class FitCommand extends ModelCommand {

  @Mixin private FormulaAndData model = new FormulaAndData();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "Add intervals of the fixed effects, such as 0.95.")
  private Optional<Double> level = Optional.empty();

  @Option(names = "--anova", description = "Add the tests of the terms.")
  private boolean anova;

  @Option(names = "--modes", description = "Add the conditional modes (BLUPs) of each factor.")
  private boolean modes;

  @Option(
      names = "--json",
      description = "Print the fit as JSON instead of its summary; intervals are of 0.95.")
  private boolean json;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Save the fit as JSON, for blup predict; a file of the name is replaced.")
  private Optional<Path> saved = Optional.empty();

  @Option(
      names = "--save-scorer",
      paramLabel = "FILE",
      description = "Save what blup predict needs and no more: a small file without tests.")
  private Optional<Path> scorer = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a report as a web page: tables, pictures, assumptions checked.")
  private Optional<Path> report = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  FitCommand(Streams streams) {
    super(streams);
  }

  @Override
  public Integer call() {
    if (json && (anova || modes || level.isPresent())) {
      throw new ParameterException(
          spec.commandLine(), "--json prints the fit alone, without --anova, --modes and --level");
    }
    TableFit fit = fit(model.formula(), read(model.file()));
    saved.ifPresent(fit::save);
    scorer.ifPresent(fit::saveScorer);
    report.ifPresent(path -> Report.of(fit.mixedFit(), fit.rows()).write(path));
    if (json) {
      print(fit.mixedFit().toJson());
      return 0;
    }
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
