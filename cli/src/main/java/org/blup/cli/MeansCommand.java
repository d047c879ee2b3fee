package org.blup.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blup.model.means.Means;
import org.blup.model.means.ReferenceGrid;
import org.blup.script.TableFit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code blup means}: estimated marginal means of a factor, and their differences. */
@Command(
    name = "means",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Estimated marginal means of a factor's levels.",
    footer = {
      "",
      "Example:",
      "  blup means 'yield ~ variety + nitro + (1 | block)' oats.csv --by variety --pairwise"
    })
final class MeansCommand extends ModelCommand {

  @Mixin private FormulaAndData model = new FormulaAndData();

  @Option(
      names = "--by",
      required = true,
      split = ",",
      paramLabel = "FACTOR",
      description = "The factor, or several for the combinations of their levels.")
  private List<String> factors = List.of();

  @Option(
      names = "--at",
      split = ",",
      paramLabel = "VARIABLE=VALUE",
      description = "A covariate's value instead of its mean, or one level of a factor.")
  private Map<String, String> at = new LinkedHashMap<>();

  @Option(names = "--pairwise", description = "Add all differences, adjusted by Tukey.")
  private boolean pairwise;

  @Option(
      names = "--response-scale",
      description = "Take means of log(y), sqrt(y) and the like back to y.")
  private boolean responseScale;

  @Option(
      names = "--json",
      description =
          "Print the means as JSON, or with --pairwise their differences; intervals are of 0.95.")
  private boolean json;

  @Option(names = "--level", paramLabel = "LEVEL", description = "Of the intervals; 0.95.")
  private Optional<Double> level = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  MeansCommand(Streams streams) {
    super(streams);
  }

  @Override
  public Integer call() {
    if (json && level.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--json has intervals of 0.95, whatever --level is");
    }
    TableFit fit = fit(model.formula(), read(model.file()));
    ReferenceGrid grid = fit.mixedFit().referenceGrid();
    for (Map.Entry<String, String> choice : at.entrySet()) {
      grid = grid.at(choice.getKey(), value(choice, grid));
    }
    if (factors.size() == 1) {
      printMeans(grid.means(factors.get(0)));
    } else {
      String[] more = factors.subList(2, factors.size()).toArray(String[]::new);
      printMeans(grid.means(factors.get(0), factors.get(1), more));
    }
    return 0;
  }

  private void printMeans(Means<?> means) {
    String text;
    try (TerminalProgress progress = progress()) {
      text = text((responseScale ? means.onResponseScale() : means).progress(progress));
    }
    print(text);
  }

  private String text(Means<?> means) {
    if (json) {
      return pairwise ? means.pairwise().toJson() : means.toJson();
    }
    double of = level.orElse(0.95);
    return means.table(of) + (pairwise ? "\n" + means.pairwise().table(of) : "");
  }

  /** A covariate has numbers, whatever else is a level. */
  private Object value(Map.Entry<String, String> choice, ReferenceGrid grid) {
    if (!grid.covariates().contains(choice.getKey())) {
      return choice.getValue();
    }
    try {
      return Double.valueOf(choice.getValue());
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--at %s=%s: the value is not a number".formatted(choice.getKey(), choice.getValue()));
    }
  }
}
