package org.blup.processor.generate;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models far larger than anyone reads still compile: no method and no expression grows with them.
 */
class LargeModelTest {

  @TempDir Path folder;

  @Test
  void hundredsOfInteractions() {
    String crossed = names(22).collect(joining(" + ", "(", ")^2"));
    assertThat(errors("y ~ " + crossed + " + (1 | g)", 22)).isEmpty();
  }

  @Test
  void moreEffectsOfALevelThanARecordCanHold() {
    String sum = names(120).collect(joining(" + "));
    assertThat(errors("y ~ " + sum + " + (" + sum + " || g)", 120)).isEmpty();
  }

  @Test
  void moreLevelsThanThereShouldBeAccessors() {
    String constants = IntStream.range(0, 400).mapToObj(i -> "L" + i).collect(joining(", "));
    String source =
        """
        package org.example;
        @org.blup.MixedModel("y ~ a * b + (a | g)")
        record Row(double y, Many a, Many b, String g) {
          enum Many { %s }
          static Object use(RowModel.Fit fit) {
            fit.g().get("x").a(Many.L3);
            return fit.fixed().aB(Many.L1, Many.L399);
          }
        }
        """
            .formatted(constants);
    assertThat(errors(source)).isEmpty();
  }

  private static Stream<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "x" + i);
  }

  private List<String> errors(String formula, int numbers) {
    String components = names(numbers).map(name -> "double " + name).collect(joining(", "));
    return errors(
        """
        package org.example;
        @org.blup.MixedModel("%s")
        record Row(double y, String g, %s) {}
        """
            .formatted(formula, components));
  }

  private List<String> errors(String source) {
    return Compiled.of(folder, Map.of("Row.java", source)).messages();
  }
}
