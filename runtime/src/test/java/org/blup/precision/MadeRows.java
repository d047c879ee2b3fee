package org.blup.precision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.design.structure.StructureBuilder;

/**
 * Rows of {@code y = β(x + z) + u + v x + w + e} by level, made with numbers of so few digits that
 * an origin can be added to them without rounding; as Blup reads them, and for {@link PreciseFit}.
 */
final class MadeRows {

  record Row(double y, double x, double z, int g, int h) {}

  /** Which of the components a model has. */
  enum Model {
    ONE_WAY,
    WITHIN,
    BETWEEN,
    SLOPES,
    CROSSED,
    CROSSED_MEANS,
    TWO_COLUMNS,
    TWO_SLOPES
  }

  private final Model model;
  private final List<Row> rows = new ArrayList<>();
  private final Random random = new Random(7);
  private double origin;
  private double responseOrigin;
  private double unit = 1;
  private double between = 1;
  private double deviation = 1;
  private double slope = 2;
  private double difference = 1;

  MadeRows(Model model) {
    this.model = model;
  }

  /** Adds a constant to x. */
  MadeRows origin(double origin) {
    this.origin = origin;
    return this;
  }

  /** Adds a constant to y. */
  MadeRows responseOrigin(double origin) {
    responseOrigin = origin;
    return this;
  }

  /** Multiplies x. */
  MadeRows unit(double unit) {
    this.unit = unit;
    return this;
  }

  /** The standard deviations of effects and residual. */
  MadeRows deviations(double between, double residual) {
    this.between = between;
    deviation = residual;
    return this;
  }

  MadeRows slope(double slope) {
    this.slope = slope;
    return this;
  }

  /** How far z is from x. */
  MadeRows difference(double difference) {
    this.difference = difference;
    return this;
  }

  MadeRows fill(int levels, int rowsEach) {
    for (int j = 0; j < levels; j++) {
      addLevel(j, rowsEach);
    }
    return this;
  }

  MadeRows addLevel(int level, int count) {
    double effect = between * random.nextGaussian();
    double slopeEffect = 0.5 * between * random.nextGaussian();
    double levelMean = model == Model.BETWEEN ? random.nextGaussian() : 0;
    for (int i = 0; i < count; i++) {
      double x = model == Model.BETWEEN ? levelMean : shortened(random.nextGaussian());
      double z = x + difference * shortened(random.nextGaussian());
      int h = random.nextInt(5);
      double y = effect + deviation * random.nextGaussian();
      switch (model) {
        case SLOPES -> y += (slope + slopeEffect) * x;
        case WITHIN, BETWEEN -> y += slope * x;
        case CROSSED -> y += slope * x + between * (h - 2);
        case TWO_COLUMNS -> y += slope * (x + z);
        case TWO_SLOPES -> y += (slope + slopeEffect) * x + effect * ((z - x) / difference - 1);
        case CROSSED_MEANS -> y += between * (h - 2);
        default -> y += 0;
      }
      y = responseOrigin == 0 ? y : shortened(y);
      rows.add(new Row(responseOrigin + y, origin + unit * x, z, level, h));
    }
    return this;
  }

  private static double shortened(double value) {
    return Math.rint(value * 0x1p10) / 0x1p10;
  }

  private boolean hasX() {
    return model != Model.ONE_WAY && model != Model.CROSSED_MEANS;
  }

  private ModelStructure structure() {
    StructureBuilder builder = ModelStructure.of("Made", model.name()).response("y");
    builder.number("x").number("z").factor("g", Levels.integers()).factor("h", Levels.integers());
    builder.fixed(EffectTerm.intercept());
    if (hasX()) {
      builder.fixed(EffectTerm.of("x"));
    }
    if (model == Model.TWO_COLUMNS) {
      builder.fixed(EffectTerm.of("z"));
    }
    RandomTerm both = RandomTerm.by("g").of(EffectTerm.of("x"), EffectTerm.of("z"));
    RandomTerm intercepts = RandomTerm.by("g").of(EffectTerm.intercept());
    RandomTerm slopes = RandomTerm.by("g").of(EffectTerm.intercept(), EffectTerm.of("x"));
    builder.random(
        switch (model) {
          case SLOPES -> slopes;
          case TWO_SLOPES -> both;
          default -> intercepts;
        });
    if (model == Model.CROSSED || model == Model.CROSSED_MEANS) {
      builder.random(RandomTerm.by("h").of(EffectTerm.intercept()));
    }
    return builder.build();
  }

  ObservedDesign design() {
    RowAccumulator<Row> sums =
        new RowAccumulator<>(
            structure(),
            (row, out) -> {
              out.response(row.y());
              out.number(0, row.x());
              out.number(1, row.z());
              out.level(0, (long) row.g());
              out.level(1, (long) row.h());
            });
    rows.forEach(sums::add);
    return DesignAssembly.observe(sums, false);
  }

  /** The same model about the origins, which leaves all but the intercepts as they are. */
  PreciseFit precise(double... start) {
    double[] ones = new double[rows.size()];
    Arrays.fill(ones, 1);
    double[] y = rows.stream().mapToDouble(row -> row.y() - responseOrigin).toArray();
    double[] x = rows.stream().mapToDouble(row -> row.x() - origin).toArray();
    double[] z = rows.stream().mapToDouble(Row::z).toArray();
    int[] g = rows.stream().mapToInt(Row::g).toArray();
    int[] h = rows.stream().mapToInt(Row::h).toArray();
    PreciseFit.Term intercepts = new PreciseFit.Term(g, ones);
    return switch (model) {
      case ONE_WAY -> new PreciseFit(y, new double[][] {ones}, List.of(intercepts), true, start);
      case WITHIN, BETWEEN ->
          new PreciseFit(y, new double[][] {ones, x}, List.of(intercepts), true, start);
      case SLOPES ->
          new PreciseFit(
              y, new double[][] {ones, x}, List.of(new PreciseFit.Term(g, ones, x)), true, start);
      case CROSSED ->
          new PreciseFit(
              y,
              new double[][] {ones, x},
              List.of(intercepts, new PreciseFit.Term(h, ones)),
              true,
              start);
      case CROSSED_MEANS ->
          new PreciseFit(
              y,
              new double[][] {ones},
              List.of(intercepts, new PreciseFit.Term(h, ones)),
              true,
              start);
      case TWO_COLUMNS ->
          new PreciseFit(y, new double[][] {ones, x, z}, List.of(intercepts), true, start);
      case TWO_SLOPES ->
          new PreciseFit(
              y, new double[][] {ones, x}, List.of(new PreciseFit.Term(g, x, z)), true, start);
    };
  }

  int rows() {
    return rows.size();
  }

  /** What has to be taken from the last coefficient to get the precise one. */
  double lastOrigin() {
    return hasX() ? 0 : responseOrigin;
  }
}
