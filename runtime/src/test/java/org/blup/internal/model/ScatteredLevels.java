package org.blup.internal.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.design.CrossProducts;
import org.blup.internal.design.assembly.LevelAssembly;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.structure.ModelStructure;

/**
 * What a cluster does, in this process: rows are summed partition by partition, sums are taken
 * apart by level and merged part by part, and functions reach the parts in their serialised form.
 */
final class ScatteredLevels implements DistantLevels {

  private final List<LevelAssembly.Part> parts = new ArrayList<>();
  private final RowAccumulator<TestRow> collapsed;
  private final int[] counts;

  ScatteredLevels(ModelStructure structure, List<List<TestRow>> partitions, int parts) {
    CrossProducts<TestRow> all = TestRow.sum(structure, List.of());
    List<CrossProducts<TestRow>> merged = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      merged.add(TestRow.sum(structure, List.of()));
    }
    for (List<TestRow> rows : partitions) {
      RowAccumulator<TestRow> sums = TestRow.sum(structure, rows);
      all.merge(copy(DistantSums.collapsed(sums), structure));
      List<? extends CrossProducts<TestRow>> split = DistantSums.byLevel(sums, parts);
      for (int part = 0; part < parts; part++) {
        merged.get(part).merge(copy(split.get(part), structure));
      }
    }
    collapsed = RowAccumulator.of(all);
    counts = new int[structure.groups().size()];
    for (CrossProducts<TestRow> part : merged) {
      int[] levels = DistantSums.levels(part);
      Arrays.setAll(counts, g -> counts[g] + levels[g]);
    }
    for (CrossProducts<TestRow> part : merged) {
      if (part.rows() > 0) {
        this.parts.add(DistantSums.part(all, counts, part));
      }
    }
  }

  private static CrossProducts<TestRow> copy(
      CrossProducts<TestRow> sums, ModelStructure structure) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sums.writeTo(out);
    return RowAccumulator.read(
        new ByteArrayInputStream(out.toByteArray()), "copy", structure, TestRow::read);
  }

  DistantSums<TestRow> sums() {
    return new DistantSums<>(collapsed, this);
  }

  List<LevelAssembly.Part> parts() {
    return parts;
  }

  @Override
  public int count(int group) {
    return counts[group];
  }

  @Override
  public List<double[]> ofParts(LevelFunction function) {
    return parts.stream().map(part -> received(function).of(part.products())).toList();
  }

  private static LevelFunction received(LevelFunction function) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(function);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (LevelFunction) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
