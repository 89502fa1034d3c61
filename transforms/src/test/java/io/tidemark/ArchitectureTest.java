package io.tidemark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Data flows one way: changes, deltas, publish; all on storage and settings. */
class ArchitectureTest {
  // Checked by ordinary tests: under Surefire, a broken rule in an @ArchTest field fails nothing.
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tidemark");

  @Test
  void stages_know_only_the_stage_before() {
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
        .mayOnlyAccessLayers("deltas", "storage", "settings")
        .check(CLASSES);
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("io.tidemark.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void watching_does_not_know_reading() {
    noClasses()
        .that()
        .resideInAPackage("io.tidemark.changes.watch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tidemark.changes.read..")
        .check(CLASSES);
  }

  @Test
  void reading_does_not_know_watching() {
    noClasses()
        .that()
        .resideInAPackage("io.tidemark.changes.read..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tidemark.changes.watch..")
        .check(CLASSES);
  }

  @Test
  void the_library_knows_no_runner() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.beam.runners..")
        .check(CLASSES);
  }
}
