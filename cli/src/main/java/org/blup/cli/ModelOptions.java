package org.blup.cli;

import java.util.List;
import org.blup.model.Algorithm;
import org.blup.model.Criterion;
import org.blup.model.MissingValues;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.script.Blup;
import org.blup.script.Table;
import org.blup.script.TableFit;
import org.blup.script.TableFitting;
import picocli.CommandLine.Option;

/** How models are fitted. */
final class ModelOptions {

  static final List<String> NAMES =
      List.of("--ml", "--kr", "--missing", "--weights", "--algorithm");

  @Option(names = "--ml", description = "Fit by maximum likelihood instead of REML.")
  private boolean ml;

  @Option(
      names = "--kr",
      description = "Test by Kenward and Roger's method instead of Satterthwaite's.")
  private boolean kenwardRoger;

  @Option(
      names = "--missing",
      paramLabel = "fail|omit",
      description = "What happens to rows with missing values: an error, or they are left out.")
  private MissingValues missing = MissingValues.FAIL;

  @Option(
      names = "--weights",
      paramLabel = "COLUMN",
      description = "Prior weights: the residual variance is that of the model over the weight.")
  private String weights = "";

  @Option(
      names = "--algorithm",
      paramLabel = "automatic|exact|iterative",
      description =
          "How the fit is computed: by a factorisation, or by iterations where crossed levels need"
              + " more memory than there is; automatic unless said otherwise.")
  private Algorithm algorithm = Algorithm.AUTOMATIC;

  /** Fits a model, and says on standard error what the compiler warns of. */
  TableFit fit(String formula, Table table, Streams streams) {
    TableFitting fitting = Blup.fitting(formula, table).missing(missing).algorithm(algorithm);
    if (ml) {
      fitting = fitting.criterion(Criterion.ML);
    }
    if (kenwardRoger) {
      fitting = fitting.degreesOfFreedom(DegreesOfFreedom.KENWARD_ROGER);
    }
    if (!weights.isEmpty()) {
      fitting = fitting.weights(weights);
    }
    TableFit fit;
    try (TerminalProgress progress = TerminalProgress.of(streams)) {
      fit = fitting.progress(progress).fit();
    }
    fit.warnings().forEach(warning -> streams.err().println("blup: warning: " + warning));
    return fit;
  }
}
