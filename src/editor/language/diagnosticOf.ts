import * as vscode from 'vscode';
import { plural } from '../../core/count.ts';
import type { PlacedFinding, ShownFindings } from '../../services/index/workspaceFindings.ts';

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** Editors count from 0. */
export function rangeOfFinding({ range }: PlacedFinding): vscode.Range {
  return new vscode.Range(range.line - 1, range.column - 1, range.endLine - 1, range.endColumn - 1);
}

/** A finding as the Problems view shows it. */
export function diagnosticOf(finding: PlacedFinding): vscode.Diagnostic {
  const severity = severities[finding.severity];
  const made = new vscode.Diagnostic(rangeOfFinding(finding), finding.message, severity);
  made.code = finding.code;
  made.source = 'Nextflow Secrets';
  return made;
}

/** Stands in the first file whose findings are left out. */
export function moreFindings(
  { findings, files }: ShownFindings['hidden'],
  limit: number,
): vscode.Diagnostic {
  const more = plural(
    findings,
    vscode.l10n.t('1 more finding'),
    vscode.l10n.t('{0} more findings', findings),
  );
  const where =
    files.length === 1
      ? vscode.l10n.t('this file')
      : vscode.l10n.t('this file and {0} more', files.length - 1);
  const made = new vscode.Diagnostic(
    new vscode.Range(0, 0, 0, 0),
    vscode.l10n.t(
      '{0} in {1}: only the first {2} of a workspace are listed. Those of a file show when it is open.',
      more,
      where,
      limit,
    ),
    vscode.DiagnosticSeverity.Information,
  );
  made.code = 'more-findings';
  made.source = 'Nextflow Secrets';
  return made;
}
