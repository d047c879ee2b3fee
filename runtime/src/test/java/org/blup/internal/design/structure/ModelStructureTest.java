package org.blup.internal.design.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelStructureTest {

  @Test
  void groupsAreDistinctInOrderOfFirstAppearance() {
    ModelStructure structure =
        builder()
            .random(RandomTerm.by("b").of(EffectTerm.intercept()))
            .random(RandomTerm.by("a", "b").of(EffectTerm.intercept()))
            .random(RandomTerm.by("b").of(EffectTerm.of("x")))
            .random(RandomTerm.by("b", "a").of(EffectTerm.of("x")))
            .build();
    assertThat(structure.groups())
        .containsExactly(Grouping.of(List.of("b")), Grouping.of(List.of("a", "b")));
    assertThat(structure.random().stream().map(structure::groupOf)).containsExactly(0, 1, 0, 1);
  }

  @Test
  void aVariableIsANumberFirstAndAGroupAFactorOnly() {
    ModelStructure structure =
        builder()
            .factor("x", Levels.integers())
            .fixed(EffectTerm.of("x", "a"))
            .random(RandomTerm.by("x").of(EffectTerm.intercept()))
            .build();
    EffectTerm term = structure.fixed().get(0);
    assertThat(structure.numbersOf(term)).containsExactly(0);
    assertThat(structure.factorsOf(term)).containsExactly(0);
  }

  @Test
  void termsPrintAsInR() {
    assertThat(EffectTerm.intercept().label()).isEqualTo("(Intercept)");
    assertThat(EffectTerm.of("nitro", "variety").label()).isEqualTo("nitro:variety");
    assertThat(RandomTerm.by("batch", "cask").of(EffectTerm.intercept()).groupLabel())
        .isEqualTo("batch:cask");
  }

  @Test
  void structuresWithTheSamePartsAreEqual() {
    assertThat(builder().build()).isEqualTo(builder().build()).hasSameHashCodeAs(builder().build());
    assertThat(builder().build()).isNotEqualTo(builder().weight("w").build());
    assertThat(Levels.of(Thread.State.values())).isNotEqualTo(Levels.strings());
    assertThat(Levels.strings().coded(Contrast.treatment("b"))).isNotEqualTo(Levels.strings());
  }

  @Test
  void whatIsNotDeclaredIsAnError() {
    assertThatThrownBy(() -> builder().fixed(EffectTerm.of("a", "z")).build())
        .hasMessage("Made: z in the term a:z is not declared");
    assertThatThrownBy(() -> builder().fixed(EffectTerm.of("x").full("x")).build())
        .hasMessage("Made: x is a number and has no dummy columns");
    assertThatThrownBy(
            () -> builder().random(RandomTerm.by("x").of(EffectTerm.intercept())).build())
        .hasMessage("Made: x is not a factor");
    assertThatThrownBy(() -> builder().number("x").build()).hasMessage("Made: x is declared twice");
    assertThatThrownBy(() -> ModelStructure.of("Made", "").build())
        .hasMessage("Made: no response is declared");
    assertThatThrownBy(() -> EffectTerm.of("a").full("b"))
        .hasMessage("full dummy columns of [b] in a term of [a]");
    assertThatThrownBy(() -> EffectTerm.of("a", "a"))
        .hasMessage("a variable occurs twice in the term [a, a]");
    assertThatThrownBy(() -> RandomTerm.by().of(EffectTerm.intercept()))
        .hasMessage("a random term needs a grouping factor");
    assertThatThrownBy(() -> RandomTerm.by("a").of())
        .hasMessage("the random term of a has no effects");
  }

  private static StructureBuilder builder() {
    return ModelStructure.of("Made", "y ~ …")
        .response("y")
        .number("x")
        .factor("a", Levels.strings())
        .factor("b", Levels.integers());
  }
}
