package org.blup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhaseProfileTest {

  @Test
  void phasesNameMethodsThatTheRuntimeHas() throws ClassNotFoundException {
    for (PhaseProfile.Phase phase : PhaseProfile.PHASES) {
      Method[] methods = Class.forName(phase.type()).getDeclaredMethods();
      assertThat(Stream.concat(Stream.of("<init>"), Arrays.stream(methods).map(Method::getName)))
          .as(phase.type())
          .contains(phase.method());
    }
  }
}
