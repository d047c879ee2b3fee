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

/** Every number that estimation rests on says what it means. */
class ConstantsTest {

  private static final Path ESTIMATION = Path.of("src/main/java/org/blup/internal/reml");

  private static final Pattern CONSTANT =
      Pattern.compile(
          "(\\S+)\\n *(?:public |private )?static final (?:double|int|long)[\\[\\]]* (\\w+) =");

  @Test
  void everyConstantOfEstimationIsExplained() throws IOException {
    List<String> unexplained = new ArrayList<>();
    int count = 0;
    try (Stream<Path> files = Files.walk(ESTIMATION)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher constant = CONSTANT.matcher(Files.readString(file));
        while (constant.find()) {
          boolean explained = constant.group(1).endsWith("*/");
          if (!explained && !constant.group(2).equals("serialVersionUID")) {
            unexplained.add(file.getFileName() + ": " + constant.group(2));
          }
          count++;
        }
      }
    }
    assertThat(count).isGreaterThan(80);
    assertThat(unexplained).isEmpty();
  }
}
