package org.blup.linalg;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * The inner loop with {@link Math#fma}, which is one instruction on nearly all processors, and a
 * thousand where there is none: so the virtual machine is asked first.
 */
final class FusedMultiplyAdd {

  static final boolean AVAILABLE = isInstruction();

  private FusedMultiplyAdd() {}

  private static boolean isInstruction() {
    try {
      return Boolean.parseBoolean(
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
              .getVMOption("UseFMA")
              .getValue());
    } catch (RuntimeException | LinkageError e) {
      return false;
    }
  }

  /** {@code c_j ← c_j − Σ_l a_l b_lj} for four columns and four layers. */
  static void subtract(
      int rows,
      double[] a0,
      double[] a1,
      double[] a2,
      double[] a3,
      double[] c0,
      double[] c1,
      double[] c2,
      double[] c3,
      double b00,
      double b10,
      double b20,
      double b30,
      double b01,
      double b11,
      double b21,
      double b31,
      double b02,
      double b12,
      double b22,
      double b32,
      double b03,
      double b13,
      double b23,
      double b33) {
    for (int i = 0; i < rows; i++) {
      double x0 = -a0[i];
      double x1 = -a1[i];
      double x2 = -a2[i];
      double x3 = -a3[i];
      c0[i] = fma(x3, b30, fma(x2, b20, fma(x1, b10, fma(x0, b00, c0[i]))));
      c1[i] = fma(x3, b31, fma(x2, b21, fma(x1, b11, fma(x0, b01, c1[i]))));
      c2[i] = fma(x3, b32, fma(x2, b22, fma(x1, b12, fma(x0, b02, c2[i]))));
      c3[i] = fma(x3, b33, fma(x2, b23, fma(x1, b13, fma(x0, b03, c3[i]))));
    }
  }

  private static double fma(double a, double b, double c) {
    return Math.fma(a, b, c);
  }
}
