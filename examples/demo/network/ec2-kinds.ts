import {
  DescribeAddressesCommand, DescribeFlowLogsCommand, DescribeInternetGatewaysCommand, DescribeNatGatewaysCommand, DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand, DescribeSubnetsCommand, DescribeVpcAttributeCommand, DescribeVpcEndpointsCommand, DescribeVpcsCommand, EC2Client,
  IpPermission, RouteTable, SecurityGroup,
} from '@aws-sdk/client-ec2';
import { Kind } from './kind';

export const EC2_KINDS: readonly Kind[] = [
  {
    type: 'AWS::EC2::VPC',
    what: 'VPCs: addresses, DNS',
    settings: ['CidrBlock', 'EnableDnsHostnames', 'EnableDnsSupport', 'InstanceTenancy', 'Tags'],
    how: 'DescribeVpcs, DescribeVpcAttribute',
    async read({ ec2 }, VpcId) {
      const { Vpcs: [vpc] = [] } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }));
      const { EnableDnsSupport: support } = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsSupport' }));
      const { EnableDnsHostnames: names } = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' }));
      return { ...vpc, EnableDnsSupport: support?.Value, EnableDnsHostnames: names?.Value };
    },
  },
  {
    type: 'AWS::EC2::Subnet',
    what: 'subnets: VPC, zone, addresses, none public by itself',
    settings: ['AvailabilityZone', 'CidrBlock', 'MapPublicIpOnLaunch', 'Tags', 'VpcId'],
    how: 'DescribeSubnets',
    read: async ({ ec2 }, id) => (await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [id] }))).Subnets?.[0],
  },
  {
    type: 'AWS::EC2::RouteTable',
    what: 'route tables',
    settings: ['VpcId'],
    how: 'DescribeRouteTables',
    read: async ({ ec2 }, id) => routeTable(ec2, id),
  },
  {
    type: 'AWS::EC2::SubnetRouteTableAssociation',
    what: 'subnets with their route table',
    settings: ['RouteTableId', 'SubnetId'],
    how: 'DescribeRouteTables',
    read: async ({ ec2 }, _, { RouteTableId, SubnetId }) => (
      (await routeTable(ec2, RouteTableId))?.Associations?.find((association) => association.SubnetId === SubnetId)
    ),
  },
  {
    type: 'AWS::EC2::Route',
    what: 'routes: to the internet gateway, to NAT',
    settings: ['DestinationCidrBlock', 'GatewayId', 'NatGatewayId', 'RouteTableId'],
    how: 'DescribeRouteTables',
    async read({ ec2 }, _, { RouteTableId, DestinationCidrBlock }) {
      const table = await routeTable(ec2, RouteTableId);
      return { RouteTableId: table?.RouteTableId, ...table?.Routes?.find((route) => route.DestinationCidrBlock === DestinationCidrBlock) };
    },
  },
  {
    type: 'AWS::EC2::InternetGateway',
    what: 'internet gateways',
    settings: [],
    how: 'DescribeInternetGateways',
    read: async ({ ec2 }, id) => (await ec2.send(new DescribeInternetGatewaysCommand({ InternetGatewayIds: [id] }))).InternetGateways?.[0],
  },
  {
    type: 'AWS::EC2::VPCGatewayAttachment',
    what: 'internet gateways at their VPC',
    settings: ['InternetGatewayId', 'VpcId'],
    how: 'DescribeInternetGateways',
    async read({ ec2 }, _, { InternetGatewayId }) {
      const { InternetGateways: [gateway] = [] } = await ec2.send(new DescribeInternetGatewaysCommand({ InternetGatewayIds: [InternetGatewayId] }));
      return { InternetGatewayId: gateway?.InternetGatewayId, VpcId: gateway?.Attachments?.[0]?.VpcId };
    },
  },
  {
    type: 'AWS::EC2::EIP',
    what: 'addresses of NAT gateways',
    settings: ['Domain'],
    how: 'DescribeAddresses',
    read: async ({ ec2 }, id) => (await ec2.send(new DescribeAddressesCommand({ PublicIps: [id] }))).Addresses?.[0],
  },
  {
    type: 'AWS::EC2::NatGateway',
    what: 'NAT gateways: subnet, address',
    settings: ['AllocationId', 'SubnetId'],
    how: 'DescribeNatGateways',
    async read({ ec2 }, id) {
      const { NatGateways: [gateway] = [] } = await ec2.send(new DescribeNatGatewaysCommand({ NatGatewayIds: [id] }));
      return { ...gateway, AllocationId: gateway?.NatGatewayAddresses?.[0]?.AllocationId };
    },
  },
  {
    type: 'AWS::EC2::VPCEndpoint',
    what: 'endpoints: service, subnets or route tables, security groups, private DNS',
    settings: ['PrivateDnsEnabled', 'RouteTableIds', 'SecurityGroupIds', 'ServiceName', 'SubnetIds', 'VpcEndpointType', 'VpcId'],
    how: 'DescribeVpcEndpoints',
    async read({ ec2 }, id) {
      const { VpcEndpoints: [endpoint] = [] } = await ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }));
      return { ...endpoint, SecurityGroupIds: endpoint?.Groups?.map(({ GroupId }) => GroupId) };
    },
  },
  {
    type: 'AWS::EC2::FlowLog',
    what: 'flow logs: of what, where to',
    settings: ['DeliverLogsPermissionArn', 'LogDestinationType', 'LogGroupName', 'ResourceId', 'TrafficType'],
    how: 'DescribeFlowLogs',
    read: async ({ ec2 }, id) => (await ec2.send(new DescribeFlowLogsCommand({ FlowLogIds: [id] }))).FlowLogs?.[0],
  },
  {
    type: 'AWS::EC2::SecurityGroup',
    what: 'security groups with their own rules',
    settings: ['GroupDescription', 'SecurityGroupEgress', 'SecurityGroupIngress', 'Tags', 'VpcId'],
    how: 'DescribeSecurityGroups',
    async read({ ec2 }, id) {
      const group = await securityGroup(ec2, id);
      return {
        ...group,
        GroupDescription: group?.Description,
        SecurityGroupIngress: rulesOf(group?.IpPermissions),
        SecurityGroupEgress: rulesOf(group?.IpPermissionsEgress),
      };
    },
  },
  ruleKind('Ingress', 'Source', (group) => group?.IpPermissions),
  ruleKind('Egress', 'Destination', (group) => group?.IpPermissionsEgress),
];

/** How many different connections the security groups allow. EMR adds those that it needs, which are no others if they were there before. */
export async function countRules(ec2: EC2Client, GroupIds: string[]): Promise<number> {
  const { SecurityGroups: groups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds }));
  const different = (permissions: IpPermission[] | undefined) => (
    new Set(rulesOf(permissions).map(({ IpProtocol, FromPort, ToPort, CidrIp, group }) => [IpProtocol, FromPort, ToPort, CidrIp, group].join())).size
  );
  return groups.reduce((sum, { IpPermissions, IpPermissionsEgress }) => sum + different(IpPermissions) + different(IpPermissionsEgress), 0);
}

function ruleKind(direction: string, other: string, permissions: (group?: SecurityGroup) => IpPermission[] | undefined): Kind {
  return {
    type: `AWS::EC2::SecurityGroup${direction}`,
    what: `rules between security groups: ${direction.toLowerCase()}`,
    settings: ['CidrIp', 'Description', `${other}SecurityGroupId`, 'FromPort', 'GroupId', 'IpProtocol', 'ToPort'],
    how: 'DescribeSecurityGroups',
    async read({ ec2 }, _, { GroupId, IpProtocol, FromPort, ToPort, ...peer }) {
      const rule = rulesOf(permissions(await securityGroup(ec2, GroupId))).find((one) => (
        one.Description !== undefined && one.IpProtocol === IpProtocol && one.FromPort === FromPort && one.ToPort === ToPort
        && (one.CidrIp ?? one.group) === (peer.CidrIp ?? peer[`${other}SecurityGroupId`])
      ));
      return rule && { ...rule, GroupId, [`${other}SecurityGroupId`]: rule.group };
    },
  };
}

/** The rules of a template, which have one peer each. */
function rulesOf(permissions: IpPermission[] = []): any[] {
  return permissions.flatMap(({ IpRanges: ranges = [], UserIdGroupPairs: groups = [], ...rule }) => [
    ...ranges.map((range) => ({ ...rule, ...range })),
    ...groups.map(({ GroupId: group, Description }) => ({ ...rule, group, Description })),
  ]);
}

async function routeTable(ec2: EC2Client, id: string): Promise<RouteTable | undefined> {
  return (await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [id] }))).RouteTables?.[0];
}

async function securityGroup(ec2: EC2Client, id: string): Promise<SecurityGroup | undefined> {
  return (await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }))).SecurityGroups?.[0];
}
