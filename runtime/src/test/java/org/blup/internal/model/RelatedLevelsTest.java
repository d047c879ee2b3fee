package org.blup.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.blup.design.Relationship;
import org.blup.exception.BlupException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.residual.ResidualAssembly;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.design.structure.StructureBuilder;
import org.blup.internal.reml.postfit.ResponseDistribution;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.Solution;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;

/** Related levels beside dense matrices: pedigrees with animals that have no rows. */
class RelatedLevelsTest {

  private static final int SCALE_OF_RESPONSE = 3;

  /** A pedigree, its matrix, and rows of some of its animals. */
  private static final class Herd {

    final int animals;
    final double[][] a;
    final Relationship relationship;
    final List<TestRow> rows = new ArrayList<>();

    /** For each row its animal, and the level of the other factor. */
    final List<int[]> levels = new ArrayList<>();

    /**
     * Draws a herd.
     *
     * @param times how many rows an animal with rows has
     */
    Herd(long seed, int times) {
      Random random = new Random(seed);
      animals = 20 + random.nextInt(15);
      a = new double[animals][animals];
      List<int[]> entries = new ArrayList<>();
      for (int i = 0; i < animals; i++) {
        int sire = i < 6 ? -1 : random.nextInt(i);
        int dam = i < 6 || random.nextInt(6) == 0 ? -1 : random.nextInt(i);
        entries.add(new int[] {i, sire, dam});
        for (int j = 0; j < i; j++) {
          a[i][j] = ((sire < 0 ? 0 : a[sire][j]) + (dam < 0 ? 0 : a[dam][j])) / 2;
          a[j][i] = a[i][j];
        }
        a[i][i] = 1 + (sire < 0 || dam < 0 ? 0 : a[sire][dam] / 2);
      }
      relationship =
          Relationship.pedigree(entries, e -> name(e[0]), e -> name(e[1]), e -> name(e[2]));
      double[] effects = effects(random);
      for (int animal = 2; animal < animals; animal += 1 + random.nextInt(2)) {
        for (int time = 0; time < times; time++) {
          int other = random.nextInt(5);
          double x = random.nextDouble();
          double mean = SCALE_OF_RESPONSE * (x + effects[animal]) + other;
          rows.add(
              new TestRow(
                  mean + 2 * random.nextGaussian(),
                  0.5 + random.nextDouble(),
                  0,
                  new double[] {x},
                  new String[] {name(animal), "p" + other, "t" + time}));
          levels.add(new int[] {animal, other});
        }
      }
    }

    private double[] effects(Random random) {
      RealMatrix root = root(MatrixUtils.createRealMatrix(a));
      return root.operate(random.doubles(animals, -1.7, 1.7).toArray());
    }

    private static String name(int animal) {
      return animal < 0 ? "" : "a%02d".formatted(animal);
    }

    ObservedDesign design(ModelStructure structure) {
      return DesignAssembly.observe(
          TestRow.sum(structure, rows), false, Map.of("animal", relationship));
    }

    /** The effects' covariance over σ²: relationship ⊗ ΛΛᵀ, then the other factor's. */
    RealMatrix covariance(Solution solution) {
      double[] template = solution.template(0);
      int k = (int) Math.sqrt(template.length);
      double other = solution.template(1)[0];
      RealMatrix covariance = MatrixUtils.createRealMatrix(animals * k + 5, animals * k + 5);
      for (int i = 0; i < animals * k; i++) {
        for (int j = 0; j < animals * k; j++) {
          double sum = 0;
          for (int c = 0; c < k; c++) {
            sum += template[i % k * k + c] * template[j % k * k + c];
          }
          covariance.setEntry(i, j, a[i / k][j / k] * sum);
        }
      }
      for (int i = 0; i < 5; i++) {
        covariance.setEntry(animals * k + i, animals * k + i, other * other);
      }
      return covariance;
    }

    RealMatrix z(int k) {
      RealMatrix z = MatrixUtils.createRealMatrix(rows.size(), animals * k + 5);
      for (int row = 0; row < rows.size(); row++) {
        int animal = levels.get(row)[0];
        z.setEntry(row, animal * k, 1);
        if (k > 1) {
          z.setEntry(row, animal * k + 1, rows.get(row).numbers()[0]);
        }
        z.setEntry(row, animals * k + levels.get(row)[1], 1);
      }
      return z;
    }

    RealMatrix x() {
      RealMatrix x = MatrixUtils.createRealMatrix(rows.size(), 2);
      for (int row = 0; row < rows.size(); row++) {
        x.setRow(row, new double[] {1, rows.get(row).numbers()[0]});
      }
      return x;
    }

    double[] y() {
      return rows.stream().mapToDouble(TestRow::y).toArray();
    }

    RealMatrix weights() {
      return MatrixUtils.createRealDiagonalMatrix(
          rows.stream().mapToDouble(TestRow::weight).toArray());
    }
  }

  private static RealMatrix root(RealMatrix positive) {
    return new org.apache.commons.math3.linear.CholeskyDecomposition(positive, 1e-9, 1e-12).getL();
  }

  private static StructureBuilder builder() {
    return ModelStructure.of("Herd", "y ~ 1 + x + (… | related(animal)) + (1 | pen)")
        .response("y")
        .weight("w")
        .number("x")
        .factor("animal", Levels.strings())
        .factor("pen", Levels.strings())
        .factor("time", Levels.strings())
        .fixed(EffectTerm.intercept())
        .fixed(EffectTerm.of("x"));
  }

  private static ModelStructure structure(boolean slopes) {
    RandomTerm.Group animal = RandomTerm.byRelated("animal");
    return builder()
        .random(
            slopes
                ? animal.of(EffectTerm.intercept(), EffectTerm.of("x"))
                : animal.of(EffectTerm.intercept()))
        .random(RandomTerm.by("pen").of(EffectTerm.intercept()))
        .build();
  }

  private static Solution reml(ObservedDesign design) {
    return Reml.solve(design.equations(), true, (theta, value) -> {});
  }

  @Property(tries = 30)
  void criterionModesAndErrorsAreThoseOfDenseMatrices(@ForAll long seed, @ForAll boolean slopes) {
    Herd herd = new Herd(seed, 4);
    ObservedDesign design = herd.design(structure(slopes));
    Solution solution = reml(design);
    PostFit fit = new PostFit(design, solution, true);
    int k = slopes ? 2 : 1;
    RealMatrix between = herd.covariance(solution);
    RealMatrix z = herd.z(k);
    RealMatrix x = herd.x();
    RealMatrix v =
        z.multiply(between).multiply(z.transpose()).add(MatrixUtils.inverse(herd.weights()));
    RealMatrix inverse = MatrixUtils.inverse(v);
    RealMatrix covariance = MatrixUtils.inverse(x.transpose().multiply(inverse).multiply(x));
    RealMatrix p =
        inverse.subtract(
            inverse.multiply(x).multiply(covariance).multiply(x.transpose()).multiply(inverse));
    double[] py = p.operate(herd.y());
    double square = 0;
    for (int i = 0; i < py.length; i++) {
      square += py[i] * herd.y()[i];
    }
    double df = herd.rows.size() - 2;
    double variance = square / df;
    double criterion =
        logDeterminant(v)
            - logDeterminant(covariance)
            + df * (1 + Math.log(2 * Math.PI * variance));

    assertThat(solution.criterion()).isCloseTo(criterion, within(1e-8 * Math.abs(criterion)));
    assertThat(solution.sigma()).isCloseTo(Math.sqrt(variance), within(1e-8 * Math.sqrt(variance)));
    double[] modes = between.operate(z.transpose().operate(py));
    RealMatrix shared = between.multiply(z.transpose());
    RealMatrix errors =
        between.subtract(shared.multiply(p).multiply(shared.transpose())).scalarMultiply(variance);
    assertThat(design.group(0).size()).isEqualTo(herd.animals);
    for (int animal = 0; animal < herd.animals; animal++) {
      int level = design.group(0).indexOf(Herd.name(animal));
      double[] own = fit.equations().levelErrorCovariance(0, level);
      for (int e = 0; e < k; e++) {
        int at = animal * k + e;
        assertThat(solution.modes(0)[level * k + e]).isCloseTo(modes[at], within(1e-7));
        assertThat(variance * own[e * (k + 1)])
            .isCloseTo(errors.getEntry(at, at), within(1e-7 * (1e-3 + errors.getEntry(at, at))));
      }
    }
  }

  private static double logDeterminant(RealMatrix matrix) {
    RealMatrix lu = new LUDecomposition(matrix).getL();
    RealMatrix u = new LUDecomposition(matrix).getU();
    double sum = 0;
    for (int i = 0; i < lu.getRowDimension(); i++) {
      sum += Math.log(Math.abs(u.getEntry(i, i)));
    }
    return sum;
  }

  /** An animal's own effect beside its relationship is a compound symmetry of its residuals. */
  @Test
  void residualsMayCovaryBesideRelatedLevels() {
    long compared = LongStream.range(0, 20).filter(RelatedLevelsTest::covaryAsEffects).count();
    assertThat(compared).isGreaterThan(4);
  }

  /** Compares the criteria, unless the effect's variance is zero and the correlation negative. */
  private static boolean covaryAsEffects(long seed) {
    Herd herd = new Herd(seed, 4);
    List<TestRow> unweighted = new ArrayList<>();
    for (TestRow row : herd.rows) {
      unweighted.add(new TestRow(row.y(), 1, 0, row.numbers(), row.levels()));
    }
    herd.rows.clear();
    herd.rows.addAll(unweighted);
    StructureBuilder both = builder();
    both.random(RandomTerm.byRelated("animal").of(EffectTerm.intercept()));
    both.random(RandomTerm.by("pen").of(EffectTerm.intercept()));
    ModelStructure repeated =
        both.residual(ResidualTerm.over("time", "animal").in(CovarianceStructure.COMPOUND_SYMMETRY))
            .build();
    ModelStructure effects =
        builder()
            .random(RandomTerm.byRelated("animal").of(EffectTerm.intercept()))
            .random(RandomTerm.by("pen").of(EffectTerm.intercept()))
            .random(RandomTerm.by("animal").of(EffectTerm.intercept()))
            .build();
    ObservedDesign design = herd.design(repeated);
    ResidualEquations sums =
        ResidualAssembly.equations(design, TestRow.sum(repeated, herd.rows)).orElseThrow();

    Solution own = reml(herd.design(effects));
    if (own.template(2)[0] == 0) {
      return false;
    }

    Solution covarying = Reml.solve(sums, true, (theta, value) -> {});

    assertThat(covarying.criterion()).isCloseTo(own.criterion(), within(1e-6));
    return true;
  }

  @Test
  void drawsHaveTheCovarianceOfTheRelationship() {
    Herd herd = new Herd(5, 4);
    ObservedDesign design = herd.design(structure(false));
    Solution solution = reml(design);
    ResponseDistribution.Workspace draws =
        new ResponseDistribution(design.equations(), solution, false).new Workspace();
    SplittableRandom random = new SplittableRandom(3);
    RealMatrix z = herd.z(1);
    RealMatrix v =
        z.multiply(herd.covariance(solution))
            .multiply(z.transpose())
            .add(MatrixUtils.inverse(herd.weights()));
    RealMatrix zw = z.transpose().multiply(herd.weights());
    RealMatrix expected = zw.multiply(v).multiply(zw.transpose());
    int n = 20_000;
    double[][] sums = new double[3][3];
    int[] animals = herd.levels.stream().mapToInt(level -> level[0]).distinct().limit(3).toArray();
    double[] mean = new double[3];
    for (int draw = 0; draw < n; draw++) {
      double[] response = draws.draw(random).random()[0];
      double[] of = new double[3];
      Arrays.setAll(of, i -> response[animals[i]]);
      for (int i = 0; i < 3; i++) {
        mean[i] += of[i] / n;
        for (int j = 0; j < 3; j++) {
          sums[i][j] += of[i] * of[j] / n;
        }
      }
    }
    double variance = solution.sigma() * solution.sigma();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double known = variance * expected.getEntry(animals[i], animals[j]);
        double own =
            variance
                * Math.sqrt(
                    expected.getEntry(animals[i], animals[i])
                        * expected.getEntry(animals[j], animals[j]));
        // Five standard errors of a sum of products.
        assertThat(sums[i][j] - mean[i] * mean[j])
            .isCloseTo(known, within(5 * Math.sqrt(2.0 / n) * own));
      }
    }
  }

  @Test
  void levelsThatTheRelationshipDoesNotKnowAreRefused() {
    Herd herd = new Herd(1, 2);
    Relationship some =
        Relationship.pedigree(List.of("a02"), name -> name, name -> "", name -> null);

    assertThatThrownBy(
            () ->
                DesignAssembly.observe(
                    TestRow.sum(structure(false), herd.rows), false, Map.of("animal", some)))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining(
            "Herd: rows have levels of animal that its relationship does not know (12 levels:"
                + " 'a03', 'a05',");
    assertThatThrownBy(
            () -> DesignAssembly.observe(TestRow.sum(structure(false), herd.rows), false))
        .hasMessageContaining("no relationship of animal is given");
    assertThatThrownBy(
            () ->
                DesignAssembly.observe(
                    TestRow.sum(structure(false), herd.rows),
                    false,
                    Map.of("animal", herd.relationship, "pen", some)))
        .hasMessageContaining("a relationship of pen is given");
  }

  @Test
  void aLevelIsNamedWhereThePrecisionIsSingular() {
    Herd herd = new Herd(1, 3);
    List<String> levels = herd.relationship.levels();
    int n = levels.size();
    DMatrixSparseCSC walk = new DMatrixSparseCSC(n, n);
    for (int i = 0; i < n; i++) {
      walk.set(i, i, i == 0 || i == n - 1 ? 1 : 2);
      if (i > 0) {
        walk.set(i, i - 1, -1);
      }
    }
    ObservedDesign design =
        DesignAssembly.observe(
            TestRow.sum(structure(false), herd.rows),
            false,
            Map.of("animal", Relationship.precision(levels, walk)));

    assertThatThrownBy(() -> Refusals.named(design, () -> reml(design)))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining(
            "related(animal) is not positive definite, or all but singular, at a");
  }

  /** With one row a level and the same variance for all, effects are residuals. */
  @Test
  void variancesThatCannotBeToldFromResidualsAreRefused() {
    Herd herd = new Herd(4, 1);
    List<TestRow> rows = new ArrayList<>();
    for (TestRow row : herd.rows) {
      rows.add(new TestRow(row.y(), 1, 0, row.numbers(), row.levels()));
    }
    List<String> names = rows.stream().map(row -> row.levels()[0]).toList();
    double[][] identity = new double[names.size()][names.size()];
    for (int i = 0; i < identity.length; i++) {
      identity[i][i] = 4;
    }
    Relationship unrelated = Relationship.covariance(names, new DMatrixRMaj(identity));
    ObservedDesign design =
        DesignAssembly.observe(
            TestRow.sum(structure(false), rows), false, Map.of("animal", unrelated));

    assertThatThrownBy(() -> Refusals.named(design, () -> reml(design)))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining(
            "the variance of the residual cannot be distinguished from the variances of (Intercept)"
                + " by related(animal)");
  }

  /** θ is over the unit of the relationship: the fit is the same. */
  @Property(tries = 10)
  void theUnitOfTheRelationshipDoesNotMatter(@ForAll long seed) {
    Herd herd = new Herd(seed, 4);
    Solution expected = reml(herd.design(structure(false)));
    for (double unit : new double[] {1e-8, 1e-3, 1e5}) {
      DMatrixSparseCSC precision = herd.relationship.precision();
      for (int i = 0; i < precision.nz_length; i++) {
        precision.nz_values[i] /= unit;
      }
      Relationship scaled = Relationship.precision(herd.relationship.levels(), precision);
      ObservedDesign design =
          DesignAssembly.observe(
              TestRow.sum(structure(false), herd.rows), false, Map.of("animal", scaled));

      Solution solution = reml(design);

      assertThat(solution.criterion()).isCloseTo(expected.criterion(), within(1e-7));
      double variance = solution.template(0)[0] * solution.template(0)[0] * unit;
      double known = expected.template(0)[0] * expected.template(0)[0];
      assertThat(variance).isCloseTo(known, within(1e-4 * (1e-3 + known)));
    }
  }
}
