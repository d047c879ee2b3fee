package org.blup.internal.linalg.dense;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Whether {@link Math#fma} is worth calling: it is one instruction on nearly all processors, and a
 * thousand where there is none. So the virtual machine is asked.
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
}
