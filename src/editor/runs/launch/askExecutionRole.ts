import * as vscode from 'vscode';
import { isRoleArn } from '../../../core/iam/roles/configHints.ts';
import { settings } from '../../ids.ts';
import { writeSettings } from '../../settings.ts';

/** Asks for the execution role and keeps it in the folder's settings; false when the developer leaves. */
export async function askExecutionRole(folder: string): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Execution Role of AWS Batch'),
    prompt: vscode.l10n.t(
      'The ARN of the role that AWS Batch uses to read secrets for tasks. The role must trust ecs-tasks.amazonaws.com and allow secretsmanager:GetSecretValue on tower-*. “Show IAM Policies” shows its documents.',
    ),
    placeHolder: 'arn:aws:iam::123456789012:role/<cluster>-ExecutionRole',
    ignoreFocusOut: true,
    validateInput: text =>
      isRoleArn(text.trim())
        ? null
        : vscode.l10n.t('The ARN of a role: arn:aws:iam::<account>:role/<name>'),
  });
  if (typed === undefined) {
    return false;
  }
  await writeSettings(
    { [settings.awsExecutionRole]: typed.trim() },
    vscode.ConfigurationTarget.WorkspaceFolder,
    vscode.Uri.parse(folder),
  );
  return true;
}
