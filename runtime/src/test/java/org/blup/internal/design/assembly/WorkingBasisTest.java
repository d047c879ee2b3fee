package org.blup.internal.design.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.coding.DataChecks;
import org.blup.internal.design.coding.DesignVariables;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.moments.Moments;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.sums.CrossSums;
import org.blup.internal.design.sums.Margins;
import org.blup.internal.design.sums.ResponseMoments;
import org.opentest4j.TestAbortedException;

class WorkingBasisTest {

  /**
   * The basis that some rows decided on holds for sums of more rows of the same levels, which stand
   * about another shift.
   */
  @Property(tries = 100)
  void laterSumsFillTheBasisOfTheFirst(@ForAll long seed) {
    RandomDesign design = RandomDesign.of(seed);
    RowAccumulator<TestRow> sums = TestRow.sum(design.structure(), design.rows());
    WorkingBasis basis;
    try {
      basis = sums.read(false, moments -> choice(sums, moments));
    } catch (UnidentifiableModelException e) {
      throw new TestAbortedException(e.getMessage());
    }
    double[] before = sums.read(false, Moments::shift).clone();
    List<TestRow> later = new ArrayList<>();
    Random random = new Random(seed);
    for (int copy = 0; copy < 2; copy++) {
      design.rows().forEach(row -> later.add(moved(row, random)));
    }
    sums.merge(TestRow.sum(design.structure(), later));
    assertThat(sums.read(false, Moments::shift)).isNotEqualTo(before);

    NormalEquations equations =
        sums.read(false, moments -> basis.equations(new CrossSums(moments, moments.levels())));
    ObservedDesign observed =
        new ObservedDesign(
            basis,
            equations,
            new ObservedRows(
                basis.responseMap(),
                basis.responseOrigin(),
                new Margins(new double[0], new double[0][], List.of()),
                new ResponseMoments(0, 0, 0),
                0,
                sums.extremes()));
    List<TestRow> all = new ArrayList<>(design.rows());
    all.addAll(later);
    new DenseEquations(observed, new DenseDesign(design.structure(), all)).assertSame();
  }

  private static WorkingBasis choice(RowAccumulator<TestRow> sums, Moments moments) {
    DataChecks checks = new DataChecks(sums.structure(), sums.rows(), 0);
    DesignVariables variables = new DesignVariables(sums.structure(), moments.levels(), List.of());
    return new BasisChoice(
            variables,
            new CrossSums(moments, variables.factors()),
            new CovaryingLevels(variables.structure(), Map.of(), checks),
            checks,
            new int[0])
        .choose(moments.bases().response(moments.shift(), checks))
        .basis();
  }

  private static TestRow moved(TestRow row, Random random) {
    double[] numbers =
        Arrays.stream(row.numbers()).map(x -> x + 3 + random.nextGaussian()).toArray();
    return new TestRow(
        row.y() + 20 + random.nextGaussian(), row.weight(), row.offset(), numbers, row.levels());
  }
}
