import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ArtifactLocation, Log, Notification, ReportingDescriptor, Result } from 'sarif';
import { findingTitle } from '../../core/language/findingTitle.ts';
import type { CheckFinding, CheckReport } from './checkReport.ts';
import { checkRemarks } from './checkText.ts';

/** What GitHub and others call the folder that paths are relative to. */
const base = '%SRCROOT%';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** The report as SARIF 2.1.0, which code scanners of forges take. */
export function sarifLog(report: CheckReport): Log {
  const codes = [...new Set(report.findings.map(({ code }) => code))].sort();
  const rules: ReportingDescriptor[] = codes.map(code => ({
    id: code,
    shortDescription: { text: findingTitle(code) },
  }));
  const results = report.findings.map(finding => resultOf(finding, codes.indexOf(finding.code)));
  const notifications: Notification[] = checkRemarks(report).map(text => ({
    level: 'note',
    message: { text },
  }));
  return {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'nextflow-secrets', rules } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [base]: { uri: folderUri(report.from) } },
        invocations: [
          {
            executionSuccessful: report.unreadable.length === 0,
            toolExecutionNotifications: notifications,
          },
        ],
        results,
      },
    ],
  };
}

function resultOf(finding: CheckFinding, ruleIndex: number): Result {
  const { file, line, column, endLine, endColumn, code, severity, message, entries } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: locationOf(file),
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
    properties: { entries: [...entries] },
  };
}

function locationOf(file: string): ArtifactLocation {
  return isAbsolute(file)
    ? { uri: pathToFileURL(file).href }
    : { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: base };
}

/** With the slash at its end that bases have. */
function folderUri(path: string): string {
  return pathToFileURL(`${path}/`).href.replace(/\/+$/, '/');
}
