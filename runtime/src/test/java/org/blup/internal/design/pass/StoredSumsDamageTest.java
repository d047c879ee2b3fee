package org.blup.internal.design.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.blup.exception.StorageException;
import org.blup.internal.design.moments.SumsFile;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.io.BinaryOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not what was written are refused, with a reason. */
class StoredSumsDamageTest {

  private static final ModelStructure CROSSED = structure("Made", "g", "h");

  private enum Sex {
    FEMALE,
    MALE
  }

  @Test
  void everyChangedByteIsNoticed() {
    byte[] bytes = bytes(sums());
    for (int at = 0; at < bytes.length; at++) {
      for (int flip : new int[] {1, 0x80, 0xFF}) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) flip;
        assertThat(catchThrowable(() -> read(changed)))
            .as("byte %d", at)
            .isInstanceOf(StorageException.class);
      }
    }
  }

  @Test
  void everyShorterFileIsRefused() {
    byte[] bytes = bytes(sums());
    for (int length = 0; length < bytes.length; length++) {
      byte[] shorter = Arrays.copyOf(bytes, length);
      assertThat(catchThrowable(() -> read(shorter)))
          .as("length %d", length)
          .isInstanceOf(StorageException.class);
    }
  }

  @Test
  void messagesSayWhatIsWrong() {
    byte[] bytes = bytes(sums());
    assertRefused(new byte[] {'P', 'K', 3, 4}, "x.sums does not hold cross-products: it does not");
    byte[] newer = bytes.clone();
    newer[9] = 3;
    assertRefused(
        newer,
        "x.sums holds cross-products in version 3 of their format; this version of Blup reads"
            + " versions 1 to 2. Use a newer version of Blup, or write the file again with this"
            + " one");
    assertRefused(Arrays.copyOf(bytes, bytes.length - 1), "x.sums is cut short: it ends in the");
    byte[] changed = bytes.clone();
    changed[60] ^= 4;
    assertRefused(
        changed, "x.sums is damaged: there is a checksum that its bytes do not have. Use");
    assertRefused(
        Arrays.copyOf(bytes, bytes.length + 1), "x.sums is damaged: there is something behind");
  }

  @Test
  void sumsOfAnotherModelAreRefusedByWhatDiffers() {
    ModelStructure other = structure("Made", "g", "k");
    assertThatThrownBy(() -> read(bytes(sums()), other))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "x.sums holds cross-products of another model: it has 'formula: y ~ x + (1 | g) + (1 |"
                + " h)' where Made has 'formula: y ~ x + (1 | g) + (1 | k)'. Read it with the model"
                + " that it was written by");
    RowAccumulator<TestRow> ofStrings =
        new RowAccumulator<>(levels(Levels.strings()), TestRow::read);
    assertThatThrownBy(() -> read(bytes(ofStrings), levels(Levels.of(Sex.values()))))
        .hasMessageContaining(
            "it has 'levels of g: strings' where Made has 'levels of g: enum constants FEMALE,"
                + " MALE'");
  }

  @Test
  void aRecordMayBeRenamed() {
    assertThat(read(bytes(sums()), structure("Renamed", "g", "h")).rows()).isEqualTo(300);
  }

  /** Files whose checksums are right, made to hurt: nothing that they announce is reserved. */
  @Test
  void announcementsAreNotBelieved() {
    assertHostile(out -> out.count(Long.MAX_VALUE));
    assertHostile(out -> out.count(-1));
    assertHostile(
        out -> {
          intake(out, 1L << 40);
          out.count(1L << 40);
        });
    assertHostile(
        out -> {
          intake(out, 3);
          moments(out, 3);
          out.count(Integer.MAX_VALUE);
          out.text("a");
        });
    assertHostile(
        out -> {
          intake(out, 3);
          moments(out, 3);
          out.count(2);
          out.text("a");
          out.text("a");
        });
    assertHostile(
        out -> {
          intake(out, 3);
          moments(out, 3);
          levels(out);
          out.count(Integer.MAX_VALUE);
          out.count(Integer.MAX_VALUE);
        });
    assertHostile(
        out -> {
          intake(out, 3);
          moments(out, 3);
          levels(out);
          out.count(5);
          out.count(1);
          out.count(7);
          out.count(0);
        });
  }

  @Test
  void severalPartsMayFollowEachOtherInOneStream() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowAccumulator<TestRow> sums = sums();
    sums.writeTo(out);
    sums.writeTo(out);
    out.write(17);
    InputStream in = new ByteArrayInputStream(out.toByteArray());
    RowAccumulator<TestRow> first = RowAccumulator.read(in, "the stream", CROSSED, TestRow::read);
    first.merge(RowAccumulator.read(in, "the stream", CROSSED, TestRow::read));
    assertThat(first.rows()).isEqualTo(600);
    assertThat(in.read()).isEqualTo(17);
  }

  @Test
  void aFileIsReplacedAsAWholeOrNotAtAll(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("day.sums");
    sums().writeTo(file);
    byte[] before = Files.readAllBytes(file);
    Thread.currentThread().interrupt();
    RowAccumulator<TestRow> other = new RowAccumulator<>(CROSSED, TestRow::read);
    assertThat(catchThrowable(() -> other.writeTo(file))).hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    other.writeTo(file);
    assertThat(Files.readAllBytes(file)).isNotEqualTo(before);
  }

  @Test
  void filesThatCannotBeWrittenOrReadAreNamed(@TempDir Path folder) {
    Path nowhere = folder.resolve("no").resolve("day.sums");
    assertThatThrownBy(() -> sums().writeTo(nowhere))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "cross-products could not be written to %s: there is no such file or folder"
                .formatted(nowhere));
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    assertThatThrownBy(() -> sums().writeTo(full))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith(
            "cross-products could not be written to the stream: No space left on device");
  }

  private static void assertRefused(byte[] bytes, String message) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith(message);
  }

  private static void assertHostile(Consumer<BinaryOutput> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryOutput out = SumsFile.begin(bytes, CROSSED);
    content.accept(out);
    out.end();
    assertRefused(bytes.toByteArray(), "x.sums is damaged: there is ");
  }

  private static void intake(BinaryOutput out, long rows) {
    out.count(rows);
    out.text("");
    out.count(0);
    out.count(0);
    out.flag(false);
    for (int i = 0; i < 3; i++) {
      out.numbers(new double[2], 2);
      out.count(0);
      out.flag(false);
    }
  }

  private static void moments(BinaryOutput out, long rows) {
    out.count(rows);
    out.count(256);
    out.number(0);
    out.flag(true);
    out.numbers(new double[2], 2);
  }

  private static void levels(BinaryOutput out) {
    for (int f = 0; f < 2; f++) {
      out.count(1);
      out.text("a");
    }
    out.numbers(new double[2], 2);
  }

  private static RowAccumulator<TestRow> read(byte[] bytes) {
    return read(bytes, CROSSED);
  }

  private static RowAccumulator<TestRow> read(byte[] bytes, ModelStructure structure) {
    return RowAccumulator.readWhole(
        new ByteArrayInputStream(bytes), "x.sums", structure, TestRow::read);
  }

  private static byte[] bytes(RowAccumulator<TestRow> sums) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sums.writeTo(out);
    return out.toByteArray();
  }

  private static RowAccumulator<TestRow> sums() {
    List<TestRow> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String[] levels = {"g" + i % 3, "h" + i % 2};
      double x = i % 7 / 3.0;
      rows.add(new TestRow(Math.sin(i) + x, 1, 0, new double[] {x}, levels));
    }
    return TestRow.sum(CROSSED, rows);
  }

  private static ModelStructure structure(String name, String first, String second) {
    return ModelStructure.of(name, "y ~ x + (1 | %s) + (1 | %s)".formatted(first, second))
        .response("y")
        .number("x")
        .factor(first, Levels.strings())
        .factor(second, Levels.strings())
        .fixed(EffectTerm.intercept())
        .fixed(EffectTerm.of("x"))
        .random(RandomTerm.by(first).of(EffectTerm.intercept()))
        .random(RandomTerm.by(second).of(EffectTerm.intercept()))
        .build();
  }

  private static ModelStructure levels(Levels levels) {
    return ModelStructure.of("Made", "y ~ 1 + (1 | g)")
        .response("y")
        .factor("g", levels)
        .fixed(EffectTerm.intercept())
        .random(RandomTerm.by("g").of(EffectTerm.intercept()))
        .build();
  }
}
