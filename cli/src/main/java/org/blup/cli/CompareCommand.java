package org.blup.cli;

import java.util.List;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.ModelSequence;
import org.blup.script.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code blup compare}: nested models of one file, each tested against the one before it. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Tests nested models against each other by their likelihood ratio.",
      "REML fits with different fixed effects are fitted again by ML."
    },
    footer = {"", "Example:", "  blup compare 'y ~ x + (1 | g)' 'y ~ x + (x | g)' data.csv"})
final class CompareCommand extends ModelCommand {

  @Parameters(
      arity = "3..*",
      paramLabel = "FORMULA FORMULA DATA",
      hideParamSyntax = true,
      description = "Two formulas or more, in any order, and the file last.")
  private List<String> arguments = List.of();

  @Option(names = "--json", description = "Print the tests as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  CompareCommand(Streams streams) {
    super(streams);
  }

  @Override
  public Integer call() {
    List<String> formulas = arguments.subList(0, arguments.size() - 1);
    String file = arguments.get(formulas.size());
    if (file.contains("~")) {
      throw new ParameterException(
          spec.commandLine(), "The last argument is the file, and '%s' is none".formatted(file));
    }
    Table table = read(file);
    MixedFit<?>[] fits =
        formulas.stream().map(each -> fit(each, table).mixedFit()).toArray(MixedFit<?>[]::new);
    ModelSequence tests = Model.compare(fits);
    print(json ? tests.toJson() : tests);
    return 0;
  }
}
