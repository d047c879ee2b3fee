package org.blup;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** Packages whose rooms are drawn from top to bottom. */
  private static final Set<String> LAYERED = Set.of("inference", "reml", "design", "linalg");

  /** The rooms of one line, before what is said of them. */
  private static final Pattern DRAWN = Pattern.compile("[├└]─ ([a-z]+(?: {1,2}[a-z]+)*)");

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

  /** Of two rooms of a package the one that imports the other is drawn above it, or beside it. */
  @Test
  void importsPointDownInThePicture() throws IOException {
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (JavaClass each : house) {
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        List<String> from = List.of(each.getPackageName().split("\\."));
        List<String> to = List.of(dependency.getTargetClass().getPackageName().split("\\."));
        boolean rooms = from.size() == 5 && to.size() == 5 && LAYERED.contains(from.get(3));
        if (rooms && !from.equals(to) && from.subList(0, 4).equals(to.subList(0, 4))) {
          compared++;
          if (line(from.get(3), from.get(4)) > line(to.get(3), to.get(4))) {
            wrong.add(dependency.getDescription());
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(1000);
    assertThat(wrong).isEmpty();
  }

  /** The line of the picture that a room of a package is drawn in. */
  private static int line(String house, String room) throws IOException {
    List<String> lines = picture().lines().toList();
    int at = 0;
    while (!lines.get(at).contains("org.blup.internal." + house)) {
      at++;
    }
    while (true) {
      Matcher drawn = DRAWN.matcher(lines.get(at));
      while (drawn.find()) {
        if (List.of(drawn.group(1).split(" +")).contains(room)) {
          return at;
        }
      }
      at++;
    }
  }

  private static String picture() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("## The house");
    return page.substring(start, page.indexOf("## A row", start));
  }
}
