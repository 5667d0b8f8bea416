namespace NetMonitor.Core.Flows;

internal delegate bool FlowCondition(in FlowRow row);
