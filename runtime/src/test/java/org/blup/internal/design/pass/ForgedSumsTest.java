package org.blup.internal.design.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.structure.Basis;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.reml.search.Reml;
import org.junit.jupiter.api.Test;

/** Files whose content was changed and whose checksums were made to fit it. */
class ForgedSumsTest {

  private static final int FILES = 3000;

  /** Where the text that says which model it is ends, about. */
  private static final int AFTER_STRUCTURE = 400;

  private static final int HEAD = 10;
  private static final int LENGTH = 2;

  private static final ModelStructure STRUCTURE =
      ModelStructure.of("Made", "y ~ poly(x, 2) + (1 | g) + (1 | h)")
          .response("y")
          .weight("w")
          .number("x")
          .factor("g", Levels.strings())
          .factor("h", Levels.strings())
          .basis("poly(x, 2)", Basis.polynomial("x", 2))
          .fixed(EffectTerm.intercept())
          .fixed(EffectTerm.of("poly(x, 2)"))
          .random(RandomTerm.by("g").of(EffectTerm.intercept()))
          .random(RandomTerm.by("h").of(EffectTerm.intercept()))
          .build();

  /** Anything else than a Blup exception fails the test. */
  @Test
  void theyAreRefusedOrDescribeOtherRows() {
    byte[] file = file();
    int length = (file[HEAD] & 0xFF) << 8 | file[HEAD + 1] & 0xFF;
    byte[] content = Arrays.copyOfRange(file, HEAD + LENGTH, HEAD + LENGTH + length);
    assertThat(frames(file, content)).isEqualTo(file);
    Random random = new Random(17);
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] forged = content.clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        int at = AFTER_STRUCTURE + random.nextInt(length - AFTER_STRUCTURE);
        forged[at] = (byte) (random.nextInt(4) == 0 ? 0xFF : random.nextInt());
      }
      try {
        fit(frames(file, forged));
      } catch (BlupException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(FILES / 2, FILES);
  }

  private static void fit(byte[] file) {
    RowAccumulator<TestRow> read =
        RowAccumulator.readWhole(
            new ByteArrayInputStream(file), "x.sums", STRUCTURE, TestRow::read);
    Reml.solve(
        DesignAssembly.observe(read.asFinal(), true).equations(), true, (theta, value) -> {});
  }

  private static byte[] file() {
    RowAccumulator<TestRow> sums = new RowAccumulator<>(STRUCTURE, TestRow::read);
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      double y = random.nextGaussian() + i % 4 + i % 5;
      String[] levels = {"g" + i % 4, "h" + i % 5};
      sums.add(new TestRow(y, 1 + i % 3, 0, new double[] {random.nextInt(7)}, levels));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sums.writeTo(out);
    return out.toByteArray();
  }

  /** The beginning of a file, and content in one frame. */
  private static byte[] frames(byte[] file, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CRC32C checksum = new CRC32C();
    byte[] length = {(byte) (content.length >> 8), (byte) content.length};
    for (byte[] part : new byte[][] {Arrays.copyOf(file, HEAD), length, content}) {
      checksum.update(part);
      out.writeBytes(part);
    }
    writeChecksum(out, checksum);
    checksum.update(new byte[LENGTH]);
    out.writeBytes(new byte[LENGTH]);
    writeChecksum(out, checksum);
    return out.toByteArray();
  }

  private static void writeChecksum(ByteArrayOutputStream out, CRC32C checksum) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write((int) (checksum.getValue() >> shift));
    }
  }
}
