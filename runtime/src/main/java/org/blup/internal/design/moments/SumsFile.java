package org.blup.internal.design.moments;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.blup.exception.StorageException;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.StructureText;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryKind;
import org.blup.internal.io.BinaryOutput;

/** Cross-products as they stand in files: the model that they are of, and then the sums. */
public final class SumsFile {

  /** What is in the file, for messages. */
  public static final String WHAT = "cross-products";

  /** The version that is written; all up to it are read. */
  private static final int VERSION = 2;

  /** The first version that counts rows beside weights, and knows what was taken away. */
  public static final int COUNTING = 2;

  /** More lines than any model has. */
  private static final int MOST_LINES = 1_000_000;

  private SumsFile() {}

  /** Begins a file. */
  public static BinaryOutput begin(OutputStream out, ModelStructure structure) {
    BinaryOutput output = new BinaryOutput(out, BinaryKind.SUMS.magic(), VERSION);
    List<String> lines = StructureText.of(structure);
    output.count(lines.size());
    lines.forEach(output::text);
    return output;
  }

  /**
   * Begins to read a file.
   *
   * @throws StorageException if it is none, or of another model
   */
  public static BinaryInput begin(InputStream in, String source, ModelStructure structure) {
    BinaryInput input = new BinaryInput(in, source, BinaryKind.SUMS.magic(), WHAT, VERSION);
    int count = input.count(MOST_LINES);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      found.add(input.text());
    }
    StructureText.difference(found, structure)
        .ifPresent(
            difference -> {
              throw input.refused(
                  "%s of another model: %s. Read it with the model that it was written by"
                      .formatted(WHAT, difference));
            });
    return input;
  }
}
