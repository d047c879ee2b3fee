package org.blup.model;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.blup.exception.BlupException;
import org.blup.exception.StorageException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.RowReader;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.io.FitFile;
import org.blup.internal.io.SavedFit;
import org.blup.internal.io.StoredFile;
import org.blup.internal.model.Arguments;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.RandomTermNames;
import org.blup.internal.model.StoredFits;
import org.blup.internal.model.bootstrap.FittedBootstrap;
import org.blup.internal.model.bootstrap.RowReplicates;
import org.blup.internal.model.diagnostics.ReadFrame;
import org.blup.internal.model.diagnostics.SecondPass;
import org.blup.internal.model.fit.CoefficientSpace;
import org.blup.internal.model.means.DerivedNumbers;
import org.blup.internal.model.means.FittedGrid;
import org.blup.internal.model.prediction.DeterminedRows;
import org.blup.internal.model.prediction.EstimableRows;
import org.blup.internal.model.prediction.FittedPrediction;
import org.blup.internal.model.prediction.IncludedEffects;
import org.blup.internal.model.prediction.KnownResiduals;
import org.blup.internal.model.prediction.ResponseSimulation;
import org.blup.internal.model.prediction.RowPredictions;
import org.blup.internal.model.prediction.RowPredictors;
import org.blup.internal.model.prediction.StoredScorer;
import org.blup.internal.reml.solution.Solution;
import org.blup.model.bootstrap.Bootstrap;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.diagnostics.Influence;
import org.blup.model.diagnostics.ModelFrame;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.RobustMethod;
import org.blup.model.fit.RobustTests;
import org.blup.model.means.Means;
import org.blup.model.means.ReferenceGrid;
import org.blup.model.prediction.Prediction;
import org.blup.model.prediction.UnknownLevels;

/**
 * A fitted linear mixed model. Generated classes extend it with typed accessors; generic code holds
 * any fit by this class. Immutable, and free of rows, but for models whose residuals have a
 * covariance: these keep the rows' numbers to be {@linkplain #save(Path) saved}.
 *
 * <p>The model is y | b ~ N(Xβ + Zb + o, σ²W⁻¹), b = Λ(θ)u, u ~ N(0, σ²I), in the notation of
 * Bates, Mächler, Bolker and Walker (2015), Fitting Linear Mixed-Effects Models Using lme4, Journal
 * of Statistical Software 67(1), section 2.
 *
 * @param <R> the record the rows are
 */
public abstract class MixedFit<R> extends FitInference {

  private final EstimableRows<R> estimable;
  private final boolean allEstimable;
  private final boolean allDetermined;

  /** For generated code. */
  protected MixedFit(Estimates estimates) {
    super(estimates);
    estimable = new EstimableRows<>(fit().design(), model());
    allEstimable = estimable.isAll();
    allDetermined = fit().solution().undeterminedVariances().isEmpty();
  }

  /**
   * The fitted value of a row: fixed effects, offset and the effects of the row's levels, on the
   * scale of the left-hand side of the formula. {@code NaN} if a value it needs is missing, or if
   * its fixed part is not {@linkplain #isEstimable estimable}, or where it depends on a variance
   * that the data do not {@linkplain #undeterminedVariances determine}.
   *
   * @throws UnknownLevelException if the row has a level that the data of the fit did not have
   */
  public final double predict(R row) {
    double value = estimablePrediction(row);
    return allDetermined || Double.isNaN(value) || rows(true).contains(row) ? value : Double.NaN;
  }

  private double estimablePrediction(R row) {
    double value = conditionalMean(row);
    return allEstimable || Double.isNaN(value) || estimable.contains(row) ? value : Double.NaN;
  }

  /** The rows that can be distinguished from undetermined variances. */
  private DeterminedRows<R> rows(boolean withEffects) {
    return new DeterminedRows<>(
        fit(), RowPredictors.of(fit(), model(), withEffects, UnknownLevels.ERROR));
  }

  /**
   * The value expected of a row whose levels are not known: fixed effects and offset alone. {@code
   * NaN} as for {@link #predict}.
   *
   * @throws UnknownLevelException if a factor among the fixed effects has an unknown level
   */
  public final double predictPopulation(R row) {
    double value = estimablePopulation(row);
    return allDetermined || Double.isNaN(value) || rows(false).contains(row) ? value : Double.NaN;
  }

  private double estimablePopulation(R row) {
    double value = fixedPart(row);
    return allEstimable || Double.isNaN(value) || estimable.contains(row) ? value : Double.NaN;
  }

  /**
   * Whether the data determine the fixed effects' part of a row. Where coefficients were dropped,
   * they say nothing of some rows, as of a combination of levels that none of their own has; then
   * any number would do, and predictions are {@code NaN}.
   *
   * @return false also if a value that the fixed effects need is missing
   * @throws UnknownLevelException if a factor with effects has a level that the data did not have
   */
  public final boolean isEstimable(R row) {
    return estimable.contains(row);
  }

  /**
   * Predictions with standard errors and intervals, from all random effects or some of them; of
   * levels the data did not have, too.
   */
  public final Prediction<R> prediction() {
    fit().requireFactor("prediction()");
    return prediction(Optional.empty());
  }

  /**
   * Predictions of further responses of the subjects of the fit, where residuals covary within
   * subjects: from all random effects, and from what the residuals of the subject's rows say of
   * another one; for subjects without rows as {@link #prediction()}. In a second pass over the rows
   * of the fit, of which the numbers of each subject are kept.
   *
   * @param rows the rows that were fitted
   * @throws BlupException if they are not, or residuals do not covary within subjects
   */
  public final Prediction<R> prediction(Iterable<? extends R> rows) {
    if (fit().design().structure().residual().map(term -> term.subject().isEmpty()).orElse(true)) {
      throw new BlupException(
          fit().design().structure().name()
              + ": residuals do not covary within subjects, so that rows say nothing of further"
              + " ones beyond the random effects. Ask prediction() without rows.");
    }
    return MemoryLimit.within(() -> prediction(Optional.of(secondPass(rows).residuals())));
  }

  private Prediction<R> prediction(Optional<KnownResiduals> known) {
    boolean normal = estimates.method() == DegreesOfFreedom.WALD;
    return new FittedPrediction<>(fit(), normal, new Predictions(), known);
  }

  /** The left-hand side of the formula for a row. */
  public abstract double response(R row);

  /**
   * The response of a row minus its fitted value; {@code NaN} where one of them is missing.
   *
   * @throws UnknownLevelException if the row has a level that the data of the fit did not have
   */
  public final double residual(R row) {
    return response(row) - predict(row);
  }

  /**
   * The likelihood-ratio test of this fit and another of the same rows, one model nested in the
   * other; which is the smaller does not matter. REML fits with different fixed effects are fitted
   * again by ML, from their cross-products, and the result says so.
   *
   * @throws BlupException if rows or responses differ, or the models are not nested
   */
  public final LikelihoodRatioTest anova(MixedFit<?> other) {
    return MemoryLimit.within(() -> ModelComparison.compare(this, other));
  }

  /**
   * The model without each fixed term that may go, as lme4's {@code drop1}: terms that no other
   * contains, by ML, from the cross-products. What stays is coded as R codes the smaller formula:
   * columns that were dropped because the term had them come back. Where there is no fit without a
   * term, {@link DeletionTable#refusals()} says why.
   *
   * @throws BlupException if the model itself has no fit by ML
   */
  public final DeletionTable drop1() {
    fit().requireFactor("drop1()");
    return MemoryLimit.within(() -> new TermDeletions(this).fixed());
  }

  /**
   * The fit without one term: what the rows of {@link #drop1} and {@link #ranova} are of, from the
   * cross-products and by the criterion of the table. It answers what needs no rows and no types.
   *
   * @param term a name of one of the tables: {@code days}, {@code (1 | plate)}, {@code days in (1 +
   *     days | subject)}
   * @throws BlupException if no term of that name may go, or there is no fit without it; the
   *     message says why
   */
  public final FitInference without(String term) {
    fit().requireFactor("without(term)");
    return MemoryLimit.within(() -> new FitWithoutTerm(this).fit(term));
  }

  /**
   * The model without each random effect that may go, as lmerTest's {@code ranova}: {@code days in
   * (1 + days | subject)} leaves {@code (1 | subject)}; by this fit's own criterion, from the
   * cross-products. Beside the usual p-value stands that of the border's mixture distribution.
   */
  public final DeletionTable ranova() {
    fit().requireFactor("ranova()");
    return MemoryLimit.within(() -> new TermDeletions(this).random());
  }

  /**
   * The choices of a parametric bootstrap: responses drawn from this fit, by their cross-products,
   * and fitted again. A singular fit may be bootstrapped too.
   */
  public final Bootstrap<MixedFit<R>> bootstrap() {
    fit().requireFactor("bootstrap()");
    if (fit().residualsCovary()) {
      throw new BlupException(
          fit().design().structure().name()
              + ": where residuals covary, cross-products do not show how those of other responses"
              + " are distributed. Give the rows of the fit: bootstrap(rows).");
    }
    if (fit().hasMoreParameters()) {
      throw new BlupException(
          fit().design().structure().name()
              + ": where levels are an autoregression, responses are drawn row by row. Give the"
              + " rows of the fit: bootstrap(rows).");
    }
    return FittedBootstrap.of(this, fit(), estimates.space().names(), this::refitted);
  }

  /**
   * The choices of a parametric bootstrap whose responses are drawn row by row, as {@link
   * #simulate} draws them, and fitted anew: where residuals covary, within subjects. Each replicate
   * reads the rows twice, several threads at once, so that they cannot come from a stream.
   *
   * @param rows the rows that were fitted
   * @throws BlupException if they are not
   */
  public final Bootstrap<MixedFit<R>> bootstrap(Iterable<? extends R> rows) {
    fit().requireFactor("bootstrap(rows)");
    long count = MemoryLimit.within(() -> secondPass(rows).count());
    RowReplicates<MixedFit<R>> replicates =
        new RowReplicates<>(
            count,
            (seed, keepEffects) ->
                keepEffects ? simulateConditional(rows, seed) : simulate(rows, seed),
            responses -> refit(rows, responses),
            FittedModel::fit,
            responses ->
                sameFitting().sufficient(rows, responses, this::responds, fit().solution()));
    return FittedBootstrap.ofRows(this, fit(), estimates.space().names(), replicates);
  }

  /**
   * Responses drawn from the fitted model, one for each row, on the scale of the left-hand side of
   * the formula: fixed effects and offset, random effects drawn anew for every level, and residuals
   * of variance σ²/w, or by their covariance where they have one, drawn for each subject at once;
   * as lme4's {@code simulate}. The same rows and seed give the same numbers. {@code NaN} for rows
   * that {@link #predict} has no value for, that miss their weight, or whose variance is not
   * {@linkplain #undeterminedVariances determined}.
   *
   * @throws UnknownLevelException if a row has a level that the data of the fit did not have
   */
  public final double[] simulate(Iterable<? extends R> rows, long seed) {
    fit().requireLevels("simulate(rows, seed)");
    return MemoryLimit.within(
        () -> {
          ResponseSimulation<R> simulation = new ResponseSimulation<>(fit(), model(), seed);
          MixedFit<R> drawn = model().typed(estimates.with(simulation.effects()));
          DeterminedRows<R> determined = rows(false);
          return simulation.draw(
              rows,
              row -> determined.canBeDrawn(row) ? drawn.estimablePrediction(row) : Double.NaN);
        });
  }

  /** The same with the random effects as predicted: the residuals alone are drawn. */
  public final double[] simulateConditional(Iterable<? extends R> rows, long seed) {
    fit().requireLevels("simulateConditional(rows, seed)");
    return MemoryLimit.within(
        () -> new ResponseSimulation<>(fit(), model(), seed).draw(rows, this::predict));
  }

  /**
   * The same model fitted to other responses of the same rows, as lme4's {@code refit}; by the same
   * criterion and method for degrees of freedom. {@code fit.refit(rows, fit.simulate(rows, seed))}
   * is a replicate of a parametric bootstrap: rows that the fit left out are left out again. For
   * the typed fit: {@link Fitting#fit(Iterable, double[])}.
   *
   * @param rows the rows, which are read once
   * @param responses one for each row, on the scale of the left-hand side of the formula
   * @throws BlupException if there are more or fewer responses than rows, or there is no fit
   */
  public final MixedFit<R> refit(Iterable<? extends R> rows, double[] responses) {
    return sameFitting().fit(rows, responses, this::responds);
  }

  /** The choices that this fit was made with. */
  final Fitting<R, ? extends MixedFit<R>> sameFitting() {
    return model()
        .fitting(fit().design().structure())
        .criterion(fittedBy())
        .degreesOfFreedom(estimates.method())
        .algorithm(algorithm())
        .missing(omitted() > 0 ? MissingValues.OMIT : MissingValues.FAIL);
  }

  /** Whether a row's own response does not leave it out. */
  final boolean responds(R row) {
    return omitted() == 0 || !Double.isNaN(response(row));
  }

  /**
   * Where means are taken, for code that takes any fit: covariates at their means over the rows,
   * factors averaged over. The typed fit's {@code means()} is the same by its factors' names.
   */
  public final ReferenceGrid referenceGrid() {
    return MemoryLimit.within(() -> FittedGrid.of(estimates.space(), new Derived()));
  }

  /**
   * The estimated marginal means of a factor among the fixed effects, by its name in the formula.
   *
   * @throws BlupException if there is no such factor
   */
  public final Means<String> means(String factor) {
    return MemoryLimit.within(() -> referenceGrid().means(factor));
  }

  /**
   * The estimated marginal means of all combinations of several factors' levels.
   *
   * @throws BlupException if there is no such factor, or one occurs twice
   */
  public final Means<List<String>> means(String first, String second, String... more) {
    return MemoryLimit.within(() -> referenceGrid().means(first, second, more));
  }

  /**
   * Residuals, hat values and Cook's distances of the rows of the fit, in a second pass over them:
   * by the positions of the rows given, {@code NaN} for those that the fit left out.
   *
   * @param rows the rows that were fitted
   * @throws BlupException if they are not
   */
  public final Diagnostics diagnostics(Iterable<? extends R> rows) {
    fit().requireFactor("diagnostics(rows)");
    return MemoryLimit.within(() -> secondPass(rows).diagnostics());
  }

  /**
   * The values that the model reads from rows, by the names of its formula: of those of the fit, or
   * of others.
   */
  public final ModelFrame frame(Iterable<? extends R> rows) {
    fit().requireLevels("frame(rows)");
    return MemoryLimit.within(() -> ReadFrame.of(fit().design(), model(), this::response, rows));
  }

  /**
   * What the fit would be without each level of a grouping factor at the same θ, exactly and
   * without refits, in a second pass over the rows. Where residuals covary, their covariance stays
   * as it is too, and the numbers of all rows are kept meanwhile.
   *
   * @param group one of the grouping factors, or the subject of residuals that covary
   * @param rows the rows that were fitted
   * @throws BlupException if they are not, or if there is no such group
   */
  public final Influence influence(String group, Iterable<? extends R> rows) {
    fit().requireFactor("influence(group, rows)");
    int number = influencing(group);
    return MemoryLimit.within(() -> secondPass(rows).influence(number));
  }

  /**
   * Tests of the fixed effects by a cluster-robust covariance, in a second pass over the rows of
   * the fit. The model weights the rows, as in the fit; that its covariance may be wrong within
   * clusters is what the tests allow for.
   *
   * @param rows the rows that were fitted
   * @param method how residuals are corrected; {@link RobustMethod#CR2} where clusters are few
   * @param cluster the factor whose levels are the clusters: of those of the model, by its name in
   *     the formula, or several as {@code site:patient}
   * @throws BlupException if the rows are not those of the fit, if there is no such factor or it
   *     has one level, or if the model makes rows of different clusters covary
   */
  public final RobustTests robust(Iterable<? extends R> rows, RobustMethod method, String cluster) {
    fit().requireFactor("robust(rows, method, cluster)");
    Arguments.required(method, "method");
    Arguments.required(cluster, "cluster");
    return MemoryLimit.within(
        () -> secondPass(rows).robust(method, cluster, this::estimablePopulation));
  }

  /** The number of a group whose levels are left out; −1 for the subjects of the residuals. */
  private int influencing(String group) {
    ModelStructure structure = fit().design().structure();
    RandomTermNames names = new RandomTermNames(structure);
    boolean isSubject =
        fit().residualsCovary()
            && !names.groups().contains(group)
            && structure.residual().orElseThrow().subjectLabel().equals(group);
    return isSubject ? -1 : names.group(group);
  }

  /**
   * Saves the fit as JSON: the sums that it is of, and its optimum. {@link Model#load(Path)} gives
   * it back, to be asked everything again. The file is replaced as a whole or, if anything fails,
   * not at all. Needs Jackson's core (the library {@code com.fasterxml.jackson.core:jackson-core}).
   *
   * @throws StorageException if the file cannot be written
   * @throws BlupException if the fit is one of simulated responses, of which there are no sums
   */
  public final void save(Path file) {
    SavedFit saved = saved();
    StoredFile.write(file, SavedFit.WHAT, out -> FitFile.write(saved, out));
  }

  /**
   * The same to a stream.
   *
   * @param out is flushed and left open
   * @throws StorageException if it cannot be written
   * @throws BlupException if the fit is one of simulated responses, of which there are no sums
   */
  public final void save(OutputStream out) {
    SavedFit saved = saved();
    StoredFile.write(out, SavedFit.WHAT, stream -> FitFile.write(saved, stream));
  }

  /**
   * Saves what predictions need and no more: coefficients, predicted effects and levels, without
   * the sums. {@code loadScorer} of the model reads it; it needs no other library.
   *
   * @throws StorageException if it cannot be written; a file that was there is then unchanged
   */
  public final void saveScorer(Path file) {
    fit().requireLevels("saveScorer(file)");
    StoredFile.write(file, StoredScorer.WHAT, this::writeScorer);
  }

  /**
   * The same to a stream.
   *
   * @param out is flushed and left open
   * @throws StorageException if it cannot be written
   */
  public final void saveScorer(OutputStream out) {
    fit().requireLevels("saveScorer(stream)");
    StoredFile.write(out, StoredScorer.WHAT, this::writeScorer);
  }

  private void writeScorer(OutputStream out) {
    MemoryLimit.within(
        () -> {
          StoredScorer.write(
              fit(), each -> new CoefficientSpace(each, DegreesOfFreedom.WALD).byTerm(), out);
          return this;
        });
  }

  private SavedFit saved() {
    fit().requireFactor("save(file)");
    RowAccumulator<?> sums =
        estimates
            .sums()
            .orElseThrow(
                () ->
                    new BlupException(
                        fit().design().structure().name()
                            + ": a fit of simulated responses cannot be saved, since it has no sums"
                            + " of its own. Save the fit that they were simulated from"));
    return MemoryLimit.within(
        () -> StoredFits.saved(fit(), estimates.method().name(), sums, model().relationships()));
  }

  private SecondPass<R> secondPass(Iterable<? extends R> rows) {
    return new SecondPass<>(
        fit(), estimates.space(), model(), this::response, this::estimablePrediction, rows);
  }

  /** The fit of the same model to another response. */
  private MixedFit<R> refitted(NormalEquations equations, Solution solution) {
    return model().typed(estimates.refitted(equations, solution));
  }

  /** The model, which is what the estimates have to read rows. */
  @SuppressWarnings("unchecked")
  final Model<R, ? extends MixedFit<R>> model() {
    return (Model<R, ? extends MixedFit<R>>) estimates.reader();
  }

  /** The parts of a prediction. */
  private final class Predictions implements RowPredictions<R> {

    @Override
    public RowReader<R> reader() {
      return model();
    }

    @Override
    public double population(R row) {
      return estimablePopulation(row);
    }

    @Override
    public ToDoubleFunction<R> including(IncludedEffects effects, UnknownLevels unknownLevels) {
      MixedFit<R> view = model().typed(estimates.with(effects, unknownLevels));
      return view::estimablePrediction;
    }
  }

  /** The functions of covariates that generated code computes. */
  private final class Derived implements DerivedNumbers {

    @Override
    public void derive(double[] numbers) {
      MixedFit.this.derive(numbers);
    }

    @Override
    public double offset(double[] numbers) {
      return MixedFit.this.offset(numbers);
    }
  }

  /** For generated code: the fixed effects and the offset of a row, dropped coefficients as 0. */
  protected abstract double fixedPart(R row);

  /** For generated code: the fixed part of a row and the effects of its levels. */
  protected abstract double conditionalMean(R row);

  /**
   * For generated code: computes the numbers of the model that are functions of its covariates.
   *
   * @param numbers all numbers by their index, the covariates among them known
   */
  protected void derive(double[] numbers) {}

  /**
   * For generated code: the offset as a function of the model's covariates.
   *
   * @param numbers all numbers by their index
   */
  protected double offset(double[] numbers) {
    return 0;
  }
}
