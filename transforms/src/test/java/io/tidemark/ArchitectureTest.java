package io.tidemark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Data flows one way: changes, deltas, publish; all on storage and settings. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tidemark");

  @Test
  void stages_know_only_the_stage_before() {
    hold(
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("storage")
            .definedBy("io.tidemark.storage")
            .layer("settings")
            .definedBy("io.tidemark.settings")
            .layer("changes")
            .definedBy("io.tidemark.changes..")
            .layer("deltas")
            .definedBy("io.tidemark.deltas..")
            .layer("publish")
            .definedBy("io.tidemark.publish..")
            .whereLayer("storage")
            .mayNotAccessAnyLayer()
            .whereLayer("settings")
            .mayNotAccessAnyLayer()
            .whereLayer("changes")
            .mayOnlyAccessLayers("storage", "settings")
            .whereLayer("deltas")
            .mayOnlyAccessLayers("changes", "settings")
            .whereLayer("publish")
            .mayOnlyAccessLayers("deltas", "storage", "settings"));
  }

  @Test
  void packages_have_no_cycles() {
    hold(slices().matching("io.tidemark.(**)").should().beFreeOfCycles());
  }

  @Test
  void watching_does_not_know_reading() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("io.tidemark.changes.watch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tidemark.changes.read.."));
  }

  @Test
  void reading_does_not_know_watching() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("io.tidemark.changes.read..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tidemark.changes.watch.."));
  }

  @Test
  void the_library_knows_no_runner() {
    hold(noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.beam.runners.."));
  }

  private static void hold(ArchRule rule) {
    rule.check(CLASSES);
  }
}
