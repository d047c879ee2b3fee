package org.blup.oracle;

import java.util.List;
import java.util.stream.Stream;
import org.blup.design.CrossProducts;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.equations.NormalEquations;

/**
 * The equations of an oracle's case, for tests of the search itself.
 *
 * @param criterion lme4's
 */
public record OracleEquations(
    String id, NormalEquations equations, boolean reml, boolean singular, double criterion) {

  /** The cases that are at hand and have no more unknowns than this. */
  public static Stream<OracleEquations> small(int unknowns) {
    return OracleCase.present()
        .map(OracleEquations::of)
        .filter(known -> known.unknowns() <= unknowns);
  }

  private static <R> OracleEquations of(OracleCase<R> oracleCase) {
    OracleFit oracle = OracleFit.read(oracleCase.answer());
    List<R> rows = oracleCase.rows();
    CrossProducts<R> sums = oracleCase.model().crossProducts();
    rows.forEach(sums::add);
    return new OracleEquations(
        oracle.id(),
        DesignAssembly.observe(sums, oracle.n() < rows.size()).equations(),
        oracleCase.entry().reml(),
        oracle.singular(),
        oracle.criterion());
  }

  private int unknowns() {
    return equations.groups().stream().mapToInt(group -> group.levels() * group.size()).sum();
  }

  @Override
  public String toString() {
    return id;
  }
}
