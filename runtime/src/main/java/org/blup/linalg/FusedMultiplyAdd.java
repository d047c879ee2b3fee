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

  /** {@code c_j ← c_j + Σ_l a_l b_lj} for three columns and three layers. */
  static void add(
      int rows,
      double[] a0,
      double[] a1,
      double[] a2,
      double[] c0,
      double[] c1,
      double[] c2,
      double b00,
      double b10,
      double b20,
      double b01,
      double b11,
      double b21,
      double b02,
      double b12,
      double b22) {
    for (int i = 0; i < rows; i++) {
      double x0 = a0[i];
      double x1 = a1[i];
      double x2 = a2[i];
      c0[i] = Math.fma(x2, b20, Math.fma(x1, b10, Math.fma(x0, b00, c0[i])));
      c1[i] = Math.fma(x2, b21, Math.fma(x1, b11, Math.fma(x0, b01, c1[i])));
      c2[i] = Math.fma(x2, b22, Math.fma(x1, b12, Math.fma(x0, b02, c2[i])));
    }
  }
}
