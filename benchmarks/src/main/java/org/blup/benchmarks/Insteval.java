package org.blup.benchmarks;

import java.util.List;
import java.util.Optional;
import org.blup.MixedModel;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.model.Criterion;

/** 73,421 ratings of 1,128 lecturers by 2,972 students at ETH Zürich (R package lme4). */
public final class Insteval {

  @SuppressWarnings("blup:905")
  @MixedModel("y ~ service + (1 | s) + (1 | d) + (1 | dept:service)")
  record Three(double y, String service, int s, int d, String dept) {}

  @MixedModel("y ~ service * dept + (1 | s) + (1 | d)")
  record ServiceDept(double y, String service, String dept, int s, int d) {}

  static final Case<Three> THREE =
      Case.of(
          "insteval-three",
          "insteval.csv.gz",
          Insteval_ThreeModel.model(),
          Criterion.REML,
          line ->
              new Three(
                  Csv.number(line, "y"),
                  line.getField("service"),
                  Csv.integer(line, "s"),
                  Csv.integer(line, "d"),
                  line.getField("dept")),
          "s",
          "d",
          "dept",
          "service");

  static final Case<ServiceDept> SERVICE_DEPT =
      Case.of(
          "insteval-service-dept-ml",
          "insteval.csv.gz",
          Insteval_ServiceDeptModel.model(),
          Criterion.ML,
          line ->
              new ServiceDept(
                  Csv.number(line, "y"),
                  line.getField("service"),
                  line.getField("dept"),
                  Csv.integer(line, "s"),
                  Csv.integer(line, "d")),
          "s",
          "d",
          "dept",
          "service");

  private Insteval() {}

  /** The equations of {@code insteval-three}, or empty if the file is not on this machine. */
  public static Optional<NormalEquations> equations() {
    return THREE
        .file()
        .get()
        .map(
            file -> {
              List<Three> rows = Csv.read(file, THREE.reader());
              var crossProducts = THREE.model().crossProducts();
              rows.forEach(crossProducts::add);
              return DesignAssembly.observe(crossProducts, false).equations();
            });
  }
}
