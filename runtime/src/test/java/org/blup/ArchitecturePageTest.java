package org.blup;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that draws the house names rooms and classes that are there. */
class ArchitecturePageTest {

  private static final Path PAGE = Path.of("..", "docs", "architecture.md");

  private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]+)`");

  private static final Set<String> TESTS =
      Set.of("ArchitectureTest", "ArchitecturePageTest", "PublicSignaturesTest");

  private final JavaClasses house =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.blup");

  @Test
  void everyClassOnThePageIsThere() throws IOException {
    Set<String> there =
        house.stream().map(JavaClass::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
    Set<String> named = new TreeSet<>();
    Matcher matcher = CLASS.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      named.add(matcher.group(1));
    }
    named.removeAll(TESTS);
    assertThat(named).hasSizeGreaterThan(30);
    assertThat(there).containsAll(named);
  }

  /** A room is drawn below its package, by the last part of its name. */
  @Test
  void everyRoomIsDrawn() throws IOException {
    String picture = picture();
    for (JavaClass each : house) {
      List<String> name = List.of(each.getPackageName().split("\\."));
      int drawn = name.get(2).equals("internal") ? 4 : 3;
      assertThat(picture).contains(String.join(".", name.subList(0, drawn)));
      if (name.size() > drawn) {
        assertThat(picture).containsPattern("[├└]─ .*\\b" + name.get(drawn) + "\\b");
      }
    }
  }

  private static String picture() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("## The house");
    return page.substring(start, page.indexOf("## A row", start));
  }
}
