package org.blup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every number that answers rest on says what it means. */
class ConstantsTest {

  private static final Path INTERNAL = Path.of("src/main/java/org/blup/internal");

  private static final List<String> ROOMS =
      List.of("reml", "inference", "design", "linalg", "numeric", "model", "io", "../model");

  private static final Pattern CONSTANT =
      Pattern.compile(
          "(\\S+)\\s+(?:public |private )?static final (?:double|int|long)[\\[\\]]*"
              + " (\\w+)\\s*=\\s*([^;]+);");

  /** Another class's constant by its own name, explained there; or an array without numbers. */
  private static final Pattern ELSEWHERE = Pattern.compile("[A-Z]\\w*\\.[A-Z_]+|\\{}");

  /** Cody's approximations (1969): their source is that of the class. */
  private static final String COEFFICIENTS = "NormalProbability.java";

  @Test
  void everyConstantIsExplained() throws IOException {
    List<String> unexplained = new ArrayList<>();
    int count = 0;
    for (String room : ROOMS) {
      try (Stream<Path> files = Files.walk(INTERNAL.resolve(room))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          Matcher constant = CONSTANT.matcher(Files.readString(file));
          while (constant.find()) {
            boolean isExempt =
                constant.group(2).equals("serialVersionUID")
                    || ELSEWHERE.matcher(constant.group(3)).matches()
                    || file.endsWith(COEFFICIENTS);
            if (!constant.group(1).endsWith("*/") && !isExempt) {
              unexplained.add(file.getFileName() + ": " + constant.group(2));
            }
            count++;
          }
        }
      }
    }
    assertThat(count).isGreaterThan(250);
    assertThat(unexplained).isEmpty();
  }
}
