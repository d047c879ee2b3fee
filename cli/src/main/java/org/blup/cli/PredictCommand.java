package org.blup.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import org.blup.exception.BlupException;
import org.blup.model.fit.Interval;
import org.blup.model.prediction.Prediction;
import org.blup.model.prediction.UnknownLevels;
import org.blup.script.Blup;
import org.blup.script.Table;
import org.blup.script.TableFit;
import org.blup.script.TablePredictor;
import org.blup.script.TableScorer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code blup predict}: the rows of another file with what the model predicts of them. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Predicts the rows of a file by a saved fit or scorer, or by a model of another file.",
      "Writes the rows as CSV, with the predictions in columns behind their own."
    },
    footer = {
      "",
      "Example:",
      "  blup fit 'reaction ~ days + (days | subject)' sleepstudy.csv --save fit.json",
      "  blup predict fit.json new.csv > predicted.csv"
    })
final class PredictCommand extends ModelCommand {

  private enum Of {
    MEAN,
    RESPONSE
  }

  @Parameters(
      arity = "2..3",
      paramLabel = "(FIT | FORMULA DATA) NEW",
      hideParamSyntax = true,
      description =
          "What blup fit --save or --save-scorer has saved, or a formula and the CSV file to fit;"
              + " then the CSV file to predict, - for standard input. It needs no response.")
  private List<String> arguments = List.of();

  @Option(
      names = "--interval",
      paramLabel = "mean|response",
      description = "Add standard errors, and intervals of the mean or of a new response.")
  private Optional<Of> interval = Optional.empty();

  @Option(names = "--level", paramLabel = "LEVEL", description = "Of the intervals; 0.95.")
  private Optional<Double> level = Optional.empty();

  @Option(names = "--population", description = "Predict by the fixed effects alone.")
  private boolean population;

  @Option(
      names = "--new-levels",
      description = "Predict unknown levels by the mean of their population; else an error.")
  private boolean newLevels;

  @Spec private CommandSpec spec = CommandSpec.create();

  PredictCommand(Streams streams) {
    super(streams);
  }

  @Override
  public Integer call() {
    if (level.isPresent() && interval.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--level is that of intervals: add --interval mean or --interval response");
    }
    int last = arguments.size() - 1;
    Predictor predictor =
        last == 1
            ? saved(arguments.get(0))
            : predictor(fit(arguments.get(0), read(arguments.get(1))));
    Table table = read(arguments.get(last));
    List<String> predictions = predictor.cells(table);
    List<List<String>> columns = columns(table);
    StringJoiner lines = new StringJoiner("\n").add(header(table));
    for (int row = 0; row < predictions.size(); row++) {
      List<String> cells = new ArrayList<>();
      for (List<String> column : columns) {
        cells.add(column.get(row));
      }
      cells.add(predictions.get(row));
      lines.add(String.join(",", cells));
    }
    print(lines);
    return 0;
  }

  /** What predicts: of each row of a table the cells to add, separated by commas. */
  private interface Predictor {
    List<String> cells(Table table);
  }

  private Predictor saved(String file) {
    for (String option : ModelOptions.NAMES) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(),
            "%s says how a model is fitted, and %s is a fit".formatted(option, file));
      }
    }
    try {
      TablePredictor loaded = Blup.loadPredictor(Path.of(file));
      return loaded instanceof TableFit fit
          ? predictor(fit)
          : predictor((TableScorer) loaded, file);
    } catch (InvalidPathException e) {
      throw new BlupException("'%s' is not a file name: %s".formatted(file, e.getReason()));
    }
  }

  private Predictor predictor(TableScorer scorer, String file) {
    if (interval.isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "--interval needs the fit, and %s is a scorer, which has no standard errors: save the fit with blup fit --save"
              .formatted(file));
    }
    TableScorer chosen = newLevels ? scorer.unknownLevels(UnknownLevels.POPULATION_MEAN) : scorer;
    return table ->
        Arrays.stream(population ? chosen.predictPopulation(table) : chosen.predict(table))
            .mapToObj(Csv::number)
            .toList();
  }

  private Predictor predictor(TableFit fit) {
    Prediction<Record> prediction = fit.mixedFit().prediction();
    Prediction<Record> mean = population ? prediction.population() : prediction;
    Prediction<Record> chosen =
        newLevels ? mean.unknownLevels(UnknownLevels.POPULATION_MEAN) : mean;
    return table -> fit.each(table, row -> cells(chosen, row));
  }

  private String header(Table table) {
    List<String> names = new ArrayList<>(table.columns().stream().map(Csv::field).toList());
    names.add("predicted");
    if (interval.isPresent()) {
      names.addAll(List.of("standardError", "lower", "upper"));
    }
    return String.join(",", names);
  }

  private static List<List<String>> columns(Table table) {
    List<List<String>> columns = new ArrayList<>();
    for (String name : table.columns()) {
      List<String> cells = new ArrayList<>();
      table.texts(name).forEach(text -> cells.add(text == null ? "" : Csv.field(text)));
      columns.add(cells);
    }
    return columns;
  }

  private String cells(Prediction<Record> prediction, Record row) {
    String predicted = Csv.number(prediction.predict(row));
    if (interval.isEmpty()) {
      return predicted;
    }
    Interval found =
        interval.get() == Of.MEAN
            ? prediction.confidenceInterval(row, level.orElse(0.95))
            : prediction.predictionInterval(row, level.orElse(0.95));
    return String.join(
        ",",
        predicted,
        Csv.number(prediction.standardError(row)),
        Csv.number(found.lower()),
        Csv.number(found.upper()));
  }

  /** What is written into files. */
  private static final class Csv {

    private Csv() {}

    static String field(String text) {
      boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** As R and spreadsheets read it; empty where there is none. */
    static String number(double value) {
      return Double.isNaN(value) ? "" : Double.toString(value).toLowerCase(Locale.ROOT);
    }
  }
}
