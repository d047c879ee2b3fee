package org.blup.internal.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.blup.exception.ModelTooLargeException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.design.covariance.ResidualForm.Block;
import org.blup.internal.design.rowcovariance.RowForm;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.design.structure.ResidualTerm.Distances;
import org.blup.internal.linalg.dense.SemidefiniteRoot;
import org.blup.internal.numeric.LowerRoot;
import org.blup.internal.reml.setup.ResidualFit;

/** The residuals of single rows by the covariance that was estimated, over σ². */
public final class RowResiduals {

  /** So that the elements of a matrix can be counted in an int. */
  private static final int MOST_ROWS = 46_340;

  private final ObservedDesign design;

  /** None where residuals are independent with one variance. */
  private final List<Block> blocks;

  private final Optional<ResidualTerm> term;

  /** For each stratum what makes covariances of subjects, where equations are made of rows. */
  private final Optional<List<RowForm.At>> rowwise;

  /** For each stratum where its positions stand, by name; found when they are asked for. */
  private final Map<String, Map<String, Integer>> places = new HashMap<>();

  /** For each subject that was drawn its residuals at all positions. */
  private final Map<String, double[]> drawn = new HashMap<>();

  /** The same where covariances follow numbers: those that rows were drawn at. */
  private final Map<String, DrawnSeries> series = new HashMap<>();

  private final Map<String, Integer> subjects = new HashMap<>();
  private int independent;

  /**
   * Where a residual stands.
   *
   * @param subject the number of its subject; negative and its own if it is independent of others
   * @param block the number of its stratum, −1 if all residuals are alike
   * @param position its position within the subject, or the number that it follows
   * @param weight of the row
   * @param exponent what the row's standard deviation is a power of, its logarithm; 0 where it
   *     follows no number
   */
  public record Place(int subject, int block, double position, double weight, double exponent) {}

  /**
   * Refuses more rows than a matrix has room for.
   *
   * @param block what has the rows
   */
  public static void checkSize(int rows, String block) {
    if (rows > MOST_ROWS) {
      throw new ModelTooLargeException(
          "%s has %s rows, and this needs the covariance of each two of them: not more than %s"
              .formatted(block, rows, MOST_ROWS));
    }
  }

  public RowResiduals(PostFit fit) {
    design = fit.design();
    term = design.structure().residual();
    Optional<ResidualFit> own = fit.solution().residual().filter(found -> term.isPresent());
    rowwise =
        own.flatMap(
            found ->
                found.residuals().form() instanceof RowForm form
                    ? Optional.of(form.at(found.ofResiduals()))
                    : Optional.empty());
    blocks = own.map(ResidualFit::blocks).orElse(List.of());
  }

  /**
   * The variance of a row's residual; {@code NaN} if its weight, position or stratum is missing.
   */
  public double variance(WorkingRows<?> row) {
    if (blocks.isEmpty()) {
      return 1 / row.weight();
    }
    Optional<Block> block = block(row);
    if (block.isEmpty()) {
      return Double.NaN;
    }
    double at = place(row, block.get());
    return block.get().variance(at) * multiplier(block.get(), exponent(row)) / row.weight();
  }

  /** The place of a row's position, or its number; {@code NaN} if it is missing. */
  private double place(WorkingRows<?> row, Block block) {
    if (term.orElseThrow().form() instanceof Distances distances) {
      return number(row, distances.number());
    }
    int at = position(row, block);
    return at < 0 ? Double.NaN : at;
  }

  private double number(WorkingRows<?> row, String label) {
    return row.number(design.structure().numbers().indexOf(label));
  }

  /** The logarithm that a row's standard deviation follows; 0 if it follows none. */
  private double exponent(WorkingRows<?> row) {
    return term.orElseThrow()
        .varying()
        .map(varying -> varying.function().exponent(number(row, varying.number())))
        .orElse(0.0);
  }

  /** What a variance is multiplied by, where it follows a number. */
  private double multiplier(Block block, double exponent) {
    return term.orElseThrow().varying().isPresent() ? Math.exp(2 * block.exponent() * exponent) : 1;
  }

  /** Where a row of the fit stands, whose position and stratum are known. */
  public synchronized Place place(WorkingRows<?> row) {
    return place(
        row,
        ofSubjects()
            ? subjects.computeIfAbsent(subject(row), key -> subjects.size())
            : - ++independent);
  }

  /** Where a further row stands: in a subject of {@linkplain #place placed} rows, or alone. */
  public synchronized Place further(WorkingRows<?> row) {
    return place(row, ofSubjects() ? subjects.getOrDefault(subject(row), -1) : -1);
  }

  private boolean ofSubjects() {
    return !blocks.isEmpty() && !term.orElseThrow().subject().isEmpty();
  }

  private Place place(WorkingRows<?> row, int subject) {
    if (blocks.isEmpty()) {
      return new Place(subject, -1, 0, row.weight(), 0);
    }
    Block block = block(row).orElseThrow();
    return new Place(
        subject, blocks.indexOf(block), place(row, block), row.weight(), exponent(row));
  }

  /** The weight of a row, over what its variance is multiplied by. */
  public double weight(Place place) {
    return place.block() < 0
        ? place.weight()
        : place.weight() / multiplier(blocks.get(place.block()), place.exponent());
  }

  /** Whether residuals covary by positions that have an order, not by numbers. */
  public boolean isByPosition() {
    return term.flatMap(ResidualTerm::position).isPresent();
  }

  /** The covariance of the residuals of two rows, which are one if their places are. */
  public double covariance(Place a, Place b) {
    return covariance(a, b, weight(a) * weight(b));
  }

  /** The covariances of the residuals of rows with each other, n × n row by row. */
  public double[] covariances(List<Place> places) {
    int n = places.size();
    double[] weights = places.stream().mapToDouble(this::weight).toArray();
    double[] covariances = new double[n * n];
    for (int s = 0; s < n; s++) {
      for (int t = 0; t < n; t++) {
        covariances[s * n + t] = covariance(places.get(s), places.get(t), weights[s] * weights[t]);
      }
    }
    return covariances;
  }

  private double covariance(Place a, Place b, double weights) {
    if (a.subject() != b.subject()) {
      return 0;
    }
    if (a.block() < 0) {
      return 1 / a.weight();
    }
    return blocks.get(a.block()).covariance(a.position(), b.position()) / Math.sqrt(weights);
  }

  /**
   * Makes residuals of a subject independent with variance 1.
   *
   * @param places of its rows, in the order of their positions
   * @param residuals over σ; replaced
   */
  public void whiten(List<Place> places, double[] residuals) {
    int n = residuals.length;
    if (rowwise.isPresent()) {
      for (int s = 0; s < n; s++) {
        residuals[s] *= Math.sqrt(weight(places.get(s)));
      }
      double[] positions = places.stream().mapToDouble(Place::position).toArray();
      rowwise
          .get()
          .get(places.get(0).block())
          .of(new RowForm.SubjectNumbers(positions, new double[n]))
          .whiten(residuals, 1);
      return;
    }
    LowerRoot.of(n, covariances(places)).solve(residuals, 1);
  }

  /** Draws a row's residual given those of its subject that were drawn before. */
  public double draw(WorkingRows<?> row, SplittableRandom random) {
    if (blocks.isEmpty() || term.orElseThrow().subject().isEmpty()) {
      return Math.sqrt(variance(row)) * random.nextGaussian();
    }
    Optional<Block> block = block(row);
    double place = block.map(own -> place(row, own)).orElse(Double.NaN);
    if (Double.isNaN(place)) {
      return Double.NaN;
    }
    double root = Math.sqrt(multiplier(block.orElseThrow(), exponent(row)) / row.weight());
    if (block.orElseThrow().positions().isEmpty()) {
      return root
          * series
              .computeIfAbsent(subject(row), key -> new DrawnSeries(block.orElseThrow()))
              .draw(place, random);
    }
    double[] all = drawn.computeIfAbsent(subject(row), key -> drawAll(block.orElseThrow(), random));
    return root * all[(int) place];
  }

  /** The residuals of a subject at all positions. */
  private double[] drawAll(Block block, SplittableRandom random) {
    int m = block.positions().size();
    if (rowwise.isPresent()) {
      double[] residuals = new double[m];
      Arrays.setAll(residuals, a -> random.nextGaussian());
      double[] positions = IntStream.range(0, m).asDoubleStream().toArray();
      rowwise
          .get()
          .get(blocks.indexOf(block))
          .of(new RowForm.SubjectNumbers(positions, new double[m]))
          .colour(residuals);
      return residuals;
    }
    double[] covariance = new double[m * m];
    Arrays.setAll(covariance, i -> block.covariance(i / m, i % m));
    double[] root = SemidefiniteRoot.of(m, covariance);
    double[] residuals = new double[m];
    for (int b = 0; b < m; b++) {
      double u = random.nextGaussian();
      for (int a = 0; a < m; a++) {
        residuals[a] += root[a * m + b] * u;
      }
    }
    return residuals;
  }

  /** A subject's levels as text, by which new subjects are told apart as well. */
  private String subject(WorkingRows<?> row) {
    return term.orElseThrow().subject().stream()
        .map(factor -> row.levelText(factorOf(factor)))
        .collect(Collectors.joining("\0"));
  }

  private Optional<Block> block(WorkingRows<?> row) {
    Optional<String> strata = term.orElseThrow().strata();
    if (strata.isEmpty()) {
      return Optional.of(blocks.get(0));
    }
    Optional<String> name = level(row, strata.get());
    if (name.isEmpty()) {
      return Optional.empty();
    }
    for (Block block : blocks) {
      if (block.stratum().equals(name.get())) {
        return Optional.of(block);
      }
    }
    List<String> known = blocks.stream().map(Block::stratum).toList();
    throw new UnknownLevelException(strata.get(), name.get(), known);
  }

  /** The number of a row's position, −1 if it is missing. */
  private int position(WorkingRows<?> row, Block block) {
    Optional<String> label = term.orElseThrow().position();
    if (label.isEmpty()) {
      return 0;
    }
    Optional<String> name = level(row, label.get());
    if (name.isEmpty()) {
      return -1;
    }
    Integer at = places.computeIfAbsent(block.stratum(), key -> places(block)).get(name.get());
    if (at == null) {
      throw new UnknownLevelException(label.get(), name.get(), block.positions());
    }
    return at;
  }

  private static Map<String, Integer> places(Block block) {
    Map<String, Integer> places = new HashMap<>();
    block.positions().forEach(position -> places.put(position, places.size()));
    return places;
  }

  /** A row's level of a factor by its name, if it is not missing. */
  private Optional<String> level(WorkingRows<?> row, String label) {
    int factor = factorOf(label);
    int position = row.position(factor);
    if (position == WorkingRows.MISSING) {
      return Optional.empty();
    }
    if (position < 0) {
      return Optional.of(row.levelText(factor));
    }
    return Optional.of(design.factor(factor).labels().get(position));
  }

  private int factorOf(String label) {
    return design.structure().factors().indexOf(label);
  }
}
