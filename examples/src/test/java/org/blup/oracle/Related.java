package org.blup.oracle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.blup.MixedModel;
import org.blup.Weight;
import org.blup.design.Relationship;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.ops.DConvertMatrixStruct;

/** Levels that are related by a pedigree or by markers. */
final class Related {

  private record Animal(String name, String sire, String dam) {

    static Relationship pedigree(String file, String name, String sire, String dam) {
      return Relationship.pedigree(
          read(file, name, sire, dam), Animal::name, Animal::sire, Animal::dam);
    }

    private static List<Animal> read(String file, String name, String sire, String dam) {
      return Line.read(
          CovarianceOracle.dataFile(file),
          line -> new Animal(line.text(name), known(line, sire), known(line, dam)));
    }

    /**
     * Henderson's rules for parents that are not inbred: an animal's own part has the variance ½ of
     * an animal whose parents are known, ¾ if one is, 1 if none is.
     */
    static Relationship withoutInbreeding(String file, String name, String sire, String dam) {
      List<Animal> animals = read(file, name, sire, dam);
      Map<String, Integer> positions = new HashMap<>();
      animals.forEach(animal -> positions.put(animal.name, positions.size()));
      Map<List<Integer>, Double> inverse = new HashMap<>();
      for (Animal animal : animals) {
        int[] parents =
            Stream.of(animal.sire, animal.dam)
                .filter(parent -> !parent.isEmpty())
                .mapToInt(positions::get)
                .toArray();
        double precision = 1 / (1 - 0.25 * parents.length);
        int own = positions.get(animal.name);
        inverse.merge(List.of(own, own), precision, Double::sum);
        for (int parent : parents) {
          inverse.merge(List.of(own, parent), -precision / 2, Double::sum);
          inverse.merge(List.of(parent, own), -precision / 2, Double::sum);
          for (int other : parents) {
            inverse.merge(List.of(parent, other), precision / 4, Double::sum);
          }
        }
      }
      DMatrixSparseTriplet entries =
          new DMatrixSparseTriplet(animals.size(), animals.size(), inverse.size());
      inverse.forEach((place, value) -> entries.addItem(place.get(0), place.get(1), value));
      return Relationship.precision(
          animals.stream().map(Animal::name).toList(),
          DConvertMatrixStruct.convert(entries, (DMatrixSparseCSC) null));
    }

    private static String known(Line line, String parent) {
      String name = line.text(parent);
      return name == null ? "" : name;
    }
  }

  /** Birth weights of simulated gryphons (Wilson et al. 2010, J. Animal Ecology 79:13–26). */
  @MixedModel(name = "Gryphon", value = "weight ~ 1 + (1 | related(animal))")
  @MixedModel(name = "GryphonBySex", value = "weight ~ sex + (1 | related(animal))")
  record Gryphon(double weight, String sex, int animal) {

    static Relationship pedigree() {
      return Animal.pedigree("gryphon_pedigree.csv", "id", "father", "mother");
    }

    static List<Gryphon> rows() {
      return Line.read(
              CovarianceOracle.dataFile("gryphon.csv"),
              line -> new Gryphon(line.number("bwt"), line.text("sex"), line.integer("animal")))
          .stream()
          .filter(row -> !Double.isNaN(row.weight))
          .toList();
    }
  }

  /** Simulated animals of BLUPF90's tutorial, a third of them inbred. */
  @MixedModel(
      name = "Tutorial",
      value = "y ~ factor(farm) + factor(sex) + factor(year) + (1 | related(animal))")
  record Tutorial(double y, int farm, int sex, int year, String animal) {

    static Relationship pedigree() {
      return Animal.pedigree("blupf90_pedigree.csv.gz", "id", "sire", "dam");
    }

    static Relationship pedigreeWithoutInbreeding() {
      return Animal.withoutInbreeding("blupf90_pedigree.csv.gz", "id", "sire", "dam");
    }

    static List<Tutorial> rows() {
      return Line.read(
          CovarianceOracle.dataFile("blupf90_sim.csv.gz"),
          line ->
              new Tutorial(
                  line.number("y1"),
                  line.integer("farm"),
                  line.integer("sex"),
                  line.integer("year"),
                  line.text("animal")));
    }
  }

  /** The same with weights. */
  @MixedModel("y ~ factor(farm) + factor(sex) + factor(year) + (1 | related(animal))")
  record Weighted(double y, int farm, int sex, int year, String animal, @Weight double weight) {

    static List<Weighted> rows() {
      return Line.read(
          CovarianceOracle.dataFile("blupf90_sim.csv.gz"),
          line ->
              new Weighted(
                  line.number("y1"),
                  line.integer("farm"),
                  line.integer("sex"),
                  line.integer("year"),
                  line.text("animal"),
                  line.number("weight")));
    }
  }

  /** Lines at sites, related by markers. */
  @MixedModel(name = "Line", value = "y ~ site + (1 | related(line))")
  @MixedModel(
      name = "LineBySite",
      value = "y ~ site + (1 | related(line)) + (1 | line) + residual(by = site)")
  record Genomic(double y, String site, String line) {

    static Relationship markers() {
      double[][] g = matrix("sim_genomic_G.csv.gz");
      List<Integer> lines = IntStream.rangeClosed(1, g.length).boxed().toList();
      return Relationship.covariance(lines, new DMatrixRMaj(g));
    }

    static List<Genomic> rows() {
      return Line.read(
          CovarianceOracle.dataFile("sim_genomic.csv"),
          line -> new Genomic(line.number("y"), line.text("site"), line.text("line")));
    }
  }

  private static double[][] matrix(String file) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(CovarianceOracle.dataFile(file))),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
          .toArray(double[][]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Related() {}
}
